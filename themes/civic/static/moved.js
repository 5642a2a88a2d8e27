// Leads on from an old address with the anchor that was asked for, which the refresh that the page asks for would drop. Without this script the page leads
// on all the same, to the beginning of the record.

{
  const { to = "" } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  if (location.hash && !to.includes("#")) location.replace(to + location.hash);
}
