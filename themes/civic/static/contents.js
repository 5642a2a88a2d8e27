// Marks in the contents of a record where one is reading.

const list = document.querySelector(".contents");

/** The last heading or item above what is read at the top of the window, below what stays there. */
function mark() {
  const top = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) + 8;
  const links = /** @type {HTMLAnchorElement[]} */ ([...(list?.querySelectorAll("a[href^='#']") ?? [])]);
  const begun = links.filter((link) => {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return target && !target.hidden && target.getBoundingClientRect().top < top;
  });
  const here = begun.at(-1);
  for (const link of links) {
    if (link === here) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
}

let asked = false;
addEventListener(
  "scroll",
  () => {
    // Once a frame is enough.
    if (!asked) requestAnimationFrame(() => ((asked = false), mark()));
    asked = true;
  },
  { passive: true },
);
mark();
