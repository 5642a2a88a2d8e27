// Makes elements, and puts parts of the page into place.

/**
 * An element with some content.
 * @param {string} kind such as `p`, or `p.meta`
 * @param {Record<string, string>} attributes
 * @param {(string | Node)[]} content
 */
export function element(kind, attributes, ...content) {
  const [name, ...classes] = kind.split(".");
  const made = document.createElement(name);
  if (classes.length > 0) made.className = classes.join(" ");
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...content);
  return made;
}

/**
 * A part of the page that only scripts use, such as a dialog. The page holds it as data, which browsers without scripts do not show; it is put into place
 * when it is first asked for.
 * @param {string} id
 */
export function part(id) {
  const data = document.querySelector(`script[data-part="${id}"]`);
  // Its text is markup of the theme, in which every value is escaped.
  if (!document.getElementById(id)) data?.insertAdjacentHTML("afterend", data.textContent ?? "");
  return document.getElementById(id);
}
