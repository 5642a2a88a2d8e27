// Hands out, on pages that are opened from a folder, what scripts of the site export, and the files that they read. A browser runs no
// module and fetches no file there, but it loads scripts.
globalThis.minutebook = (() => {
  "use strict";
  const { root } = document.documentElement.dataset;
  // What each script exports, by its file.
  const modules = {};
  // Bytes of files and the scripts on their way, by address.
  const files = {};
  const loading = {};
  const load = (address) =>
    (loading[address] ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      // One after the other, as they were asked for.
      script.async = false;
      script.onload = done;
      script.onerror = () => {
        delete loading[address];
        failed(new TypeError(`${address} cannot be loaded`));
      };
      document.head.append(script);
    }));
  return {
    modules,
    // What the last of some scripts exports; each imports what is before it.
    import: async (names) => {
      const absent = names.filter((name) => !(name in modules));
      await Promise.all(absent.map((name) => load(`${root}assets/${name}`)));
      return modules[names.at(-1)];
    },
    // Called by the script of a file.
    give: (bytes) => (files[document.currentScript.src] = bytes),
    // Bytes of a file, by its address from the page.
    read: async (address) => {
      const script = `${new URL(address, document.baseURI)}.js`;
      await load(script);
      return Uint8Array.from(atob(files[script] ?? ""), (sign) => sign.charCodeAt(0));
    },
  };
})();
