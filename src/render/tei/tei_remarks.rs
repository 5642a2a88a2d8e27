//! Events and reactions in TEI, with the elements and types that ParlaMint has for them.

use super::TeiWriter;

/// Words that are common in brackets, in lower case, with the element and its type.
const HAPPENINGS: [(&str, &str, &[&str]); 8] = [
    (
        "kinesic",
        "applause",
        &["鼓掌", "掌聲", "拍手", "applause", "clapping", "applaudissements", "beifall", "aplausos"],
    ),
    (
        "kinesic",
        "laughter",
        &[
            "笑",
            "大笑",
            "苦笑",
            "笑聲",
            "眾笑",
            "全場笑",
            "laughs",
            "laughter",
            "laughing",
            "laugh",
            "chuckles",
            "rires",
            "rire",
            "risas",
            "gelächter",
        ],
    ),
    ("kinesic", "smiling", &["微笑", "smiles"]),
    ("kinesic", "gesture", &["點頭", "搖頭", "舉手", "nods"]),
    ("vocal", "murmuring", &["crosstalk"]),
    ("vocal", "noise", &["哽咽", "嘆氣", "sighs"]),
    ("incident", "pause", &["沉默", "silence", "pause"]),
    ("gap", "inaudible", &["inaudible", "聽不清楚"]),
];

impl TeiWriter<'_, '_> {
    /// Adds what happened, by its words with the brackets around them.
    pub(super) fn happening(&mut self, words: &str) {
        let bare = words.trim_matches(['(', ')', '（', '）', '[', ']', '［', '］', '【', '】']).trim().to_lowercase();
        let known = HAPPENINGS.iter().find(|(_, _, words)| words.contains(&&*bare));
        let (element, kind) = known.map_or(("incident", "incident"), |(element, kind, _)| (*element, *kind));
        let key = if element == "gap" { "reason" } else { "type" };
        self.open(element, &[(key, kind)]);
        self.xml.element("desc", &[], words.trim());
        self.xml.close(element);
    }
}
