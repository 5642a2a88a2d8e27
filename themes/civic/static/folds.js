// Opens what a wide window has room for. Before it runs and without scripts, the style sheet shows what is in it.

const wide = matchMedia("(min-width: 72rem)");
const folds = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("details.open-wide")]);

function fit() {
  for (const fold of folds) {
    fold.open = wide.matches;
    fold.classList.remove("open-wide");
  }
}

wide.addEventListener("change", fit);
fit();
