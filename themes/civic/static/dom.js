// Makes elements.

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
