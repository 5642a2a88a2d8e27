// Where pages and files of the site are, and how files are read: on a host, and in a site that opens from a folder (`build --relative`), where a browser fetches
// no file. There the page says where its root is, and `minutebook` hands out what scripts hold.

/** In a folder, the way to the root of the site, and the path of the site on its host. */
const { root, base = "" } = typeof document === "undefined" ? /** @type {DOMStringMap} */ ({}) : document.documentElement.dataset;

/** Reads files in a folder. @type {{ read: (address: string) => Promise<Uint8Array> } | undefined} */
const folder = root === undefined ? undefined : /** @type {any} */ (globalThis).minutebook;

/** Whether the site opens from a folder. */
export const isFolder = folder !== undefined;

/** Where something of the site is. @param {string} address on its host, from the root of that: `/meetings/2024-03-11-harbour/` */
export function placeOf(address) {
  if (!isFolder) return address;
  const [, path, rest] = /** @type {RegExpExecArray} */ (/^([^?#]*)(.*)$/su.exec(address.slice(base.length + 1)));
  return `${root}${path}${path === "" || path.endsWith("/") ? "index.html" : ""}${rest}`;
}

/** A failure to read a file. */
export class Unread extends Error {}

/**
 * Bytes of a file, and whether they are but the range that was asked for: a host that knows no ranges sends all.
 * @param {string} place as {@link placeOf} gives it
 * @param {string} [range]
 * @returns {Promise<[Uint8Array, boolean]>}
 */
export async function bytesOf(place, range) {
  if (folder) return [await folder.read(place), false];
  const answer = await fetch(place, range ? { headers: { range } } : {});
  if (!answer.ok) throw new Unread();
  const isPart = answer.status === 206;
  // Some host may send another part than was asked for; then it is asked for all.
  if (isPart && !answer.headers.get("content-range")?.startsWith(`${range?.replace("=", " ")}/`)) throw new Unread();
  return [new Uint8Array(await answer.arrayBuffer()), isPart];
}
