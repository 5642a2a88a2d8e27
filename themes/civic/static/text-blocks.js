// Text of a page as browsers search it: in blocks, from the beginning to the end.

/**
 * The text of a block, as it is in the document.
 * @typedef {object} TextBlock
 * @property {string} text
 * @property {[Text, number][]} nodes where it stands, each with its place in the text
 */

// What is not searched, and what scripts add to a page that has been opened.
const APART = "dialog, script, style, template, textarea, select, svg, video, audio, object, .gap, .showing, .find output, .other, .other-whole, .nothing";
// Of a speech its signs are not said.
const SIGNS = ".permalink, .twin, .moment";

/**
 * Whether an element is shown when the page is opened, as it is by a link: then nobody's words are left out yet.
 * @param {Element} element
 * @param {string} display
 */
const isShown = (element, display) => display !== "none" || (element.hasAttribute("hidden") && element.parentElement?.matches(".transcript"));

/** @param {Element} root @returns {TextBlock[]} */
export function textBlocks(root) {
  /** @type {TextBlock[]} */
  const blocks = [];
  /** @type {TextBlock | undefined} */
  let open;
  const read = (/** @type {Element} */ element) => {
    for (const node of element.childNodes) {
      if (node instanceof Text) {
        if (!open) blocks.push((open = { text: "", nodes: [] }));
        open.nodes.push([node, open.text.length]);
        open.text += node.data;
      } else if (node instanceof Element) {
        const { display } = getComputedStyle(node);
        const isInline = (display === "inline" && !node.matches("br, img, " + APART)) || display === "contents";
        if (!isInline) open = undefined;
        if (isShown(node, display) && !node.matches(APART)) read(node);
        if (!isInline) open = undefined;
      }
    }
  };
  read(root);
  return blocks.filter(({ text }) => text.trim());
}

/**
 * Where the words of a range begin and end, without spaces and signs around them; undefined if it holds none.
 * @param {TextBlock[]} blocks
 * @param {Range} range
 * @returns {[import("./text-fragment.js").Place, import("./text-fragment.js").Place] | undefined}
 */
export function placesOf(blocks, range) {
  const said = blocks.flatMap(({ nodes }, block) =>
    nodes.flatMap(([node, at]) => {
      if (!range.intersectsNode(node) || node.parentElement?.closest(SIGNS)) return [];
      const from = node === range.startContainer ? range.startOffset : 0;
      const words = node.data.slice(from, node === range.endContainer ? range.endOffset : node.length);
      const offset = at + from + words.length - words.trimStart().length;
      return words.trim() ? [{ block, from: offset, to: offset + words.trim().length }] : [];
    }),
  );
  if (said.length === 0) return undefined;
  const [first, last] = [said[0], said[said.length - 1]];
  return [
    { block: first.block, offset: first.from },
    { block: last.block, offset: last.to },
  ];
}
