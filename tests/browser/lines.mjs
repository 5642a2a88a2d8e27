// The lines of paragraphs, as they are laid out.

/**
 * @typedef {object} Paragraph
 * @property {string} text its first letters
 * @property {number} em width of the box in letters
 * @property {number} box where its lines may end, in pixels
 * @property {{ text: string, end: number }[]} lines
 */

// Every paragraph that the selector finds, line by line. What is far from the window is laid out first.
/** @param {import("playwright-core").Page} page @param {string} selector @returns {Promise<Paragraph[]>} */
export async function paragraphs(page, selector) {
  return page.evaluate((selector) => {
    document.styleSheets[0]?.insertRule("* { content-visibility: visible !important; }");
    const found = [];
    for (const element of document.querySelectorAll(selector)) {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      if (box.width === 0 || style.display === "inline") continue;
      const lines = [];
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent ?? "";
        for (let from = 0; from < text.length; ) {
          const letter = String.fromCodePoint(/** @type {number} */ (text.codePointAt(from)));
          range.setStart(node, from);
          range.setEnd(node, (from += letter.length));
          const { width, right, top, bottom } = range.getBoundingClientRect();
          if (width === 0 || /\s/u.test(letter)) continue;
          const line = lines.at(-1);
          if (line && (top + bottom) / 2 < line.bottom) {
            line.text += letter;
            line.end = right;
          } else lines.push({ text: letter, end: right, bottom });
        }
      }
      const padding = parseFloat(style.paddingInlineStart) + parseFloat(style.paddingInlineEnd);
      found.push({
        text: (element.textContent ?? "").trim().slice(0, 20),
        em: (box.width - padding) / parseFloat(style.fontSize),
        box: box.right - parseFloat(style.paddingInlineEnd),
        lines: lines.map(({ text, end }) => ({ text, end })),
      });
    }
    return found;
  }, selector);
}
