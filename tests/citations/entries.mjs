// Prints citations as the script of the pages makes them: as JSON, what they must say, CSL-JSON and BibTeX.

import { formats } from "../../themes/civic/static/cite.js";

const common = {
  pattern: "", day: "", versionNote: "", accessed: "2024-05-06", accessedDay: "", words: "", lang: "", pageLang: "en", version: "3",
};
const cited = [
  { speaker: "Ines Vargholm (Chair)", title: "Budget & the 50% rule", site: "The Port Tessamare Record", date: "2023-03-02", slug: "2023-03-02-budget", recordLang: "en" },
  // The same words on another day have the same id there. Each has another speaker: MLA puts a dash for a name that repeats.
  { speaker: "Tobit Penrice", title: "Budget, again", site: "The Port Tessamare Record", date: "2023-04-02", slug: "2023-04-02-budget", recordLang: "en" },
  { speaker: "Élise d’Aubigné (présidente)", title: "Séance du budget #4", site: "Les Actes de Port-Tessamare", date: "2023-03-02", slug: "seance_du-budget", recordLang: "fr" },
  { speaker: "范英（主席）", title: "第三次預算會議", site: "望汐港議事錄", date: "2023-03-02", slug: "%E9%A0%90%E7%AE%97", recordLang: "zh-Hant" },
  { speaker: "唐鳳", title: "第四次預算會議", site: "望汐港議事錄", date: "2023-03-02", slug: "%E9%A0%90%E7%AE%98", recordLang: "zh-Hant" },
  { speaker: "議長", title: "予算委員会", site: "港の会議録", date: "2023-03", slug: "yosan", recordLang: "ja" },
  { speaker: "Decision", title: "Half a {brace}, a \\ and a ~", site: "Records_of #1", date: "2023", slug: "half", recordLang: "de" },
];
const entries = cited.map(({ slug, ...given }) => {
  const source = { ...common, ...given, url: `https://records.example/meetings/${slug}/#s347e4dbe` };
  return { source, csl: JSON.parse(formats.csl(source))[0], bibtex: formats.bibtex(source) };
});
console.log(JSON.stringify(entries));
