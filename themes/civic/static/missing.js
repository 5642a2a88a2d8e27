// The page for a missing address: the search begins with the words of the address, in the language of the site that it is in.

const field = /** @type {HTMLInputElement} */ (document.querySelector(".missing [name=q]"));
const path = location.pathname.replace(/(\/(index)?)?(\.\w+)?$/u, "");
try {
  field.value = decodeURIComponent(path.split("/").pop() ?? "").match(/[\p{L}\p{M}]+/gu)?.join(" ") ?? "";
} catch {
  // An address that is cut off has no words.
}
for (const section of document.querySelectorAll(".missing-language")) {
  const home = section.querySelector("a")?.pathname ?? "";
  if (!path.startsWith(home)) continue;
  // What is said in the language of the address comes first, and its search is asked.
  /** @type {HTMLFormElement} */ (field.form).action = `${home}search/`;
  field.form?.before(section);
}
