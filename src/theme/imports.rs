//! Lets the scripts of a theme import each other, although each file is published under a name with its fingerprint.
//!
//! The published name is inserted into `import … from "./other.js"` and `import("./other.js")`. So the name of a script also
//! depends on its imports, and a browser with a permanent cache never combines old scripts with new ones.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::bytes::fingerprint::Fingerprint;
use crate::site::with_digest;

type Assets = BTreeMap<Box<str>, Arc<[u8]>>;

/// An import in a script: the range of the name, and the name.
type Import = (Range<usize>, Box<str>);

/// Short fingerprints of each file and everything it imports, used in the published names; and the files with their
/// imports renamed.
pub(super) fn link(assets: &Assets) -> (Assets, BTreeMap<Box<str>, String>) {
    let imports: BTreeMap<&str, Vec<Import>> =
        assets.iter().filter_map(|(name, bytes)| Some((&**name, imports(name, bytes, assets)?))).collect();
    let digest = |name: &str| {
        let mut all = BTreeSet::new();
        let mut left = vec![name];
        while let Some(next) = left.pop() {
            if all.insert(next) {
                left.extend(imports.get(next).into_iter().flatten().map(|(_, imported)| &**imported));
            }
        }
        let bytes: Vec<&[u8]> = all.iter().map(|name| &*assets[*name]).collect();
        // Most files import nothing, so their own bytes decide.
        let fingerprint =
            if bytes.len() == 1 { Fingerprint::of_bytes(bytes[0]) } else { Fingerprint::of(&(name, bytes)) };
        fingerprint.hex()[..12].to_owned()
    };
    let digests: BTreeMap<Box<str>, String> = assets.keys().map(|name| (name.clone(), digest(name))).collect();
    let mut linked = assets.clone();
    for (name, found) in &imports {
        let mut bytes = assets[*name].to_vec();
        for (place, imported) in found.iter().rev() {
            let named = with_digest(imported.rsplit('/').next().unwrap_or(imported), &digests[imported]);
            bytes.splice(place.clone(), named.bytes());
        }
        linked.insert((*name).into(), bytes.into());
    }
    (linked, digests)
}

/// Imports of a script from its own folder, with their ranges; `None` for any file but a script.
fn imports(name: &str, bytes: &[u8], assets: &Assets) -> Option<Vec<Import>> {
    let text = std::str::from_utf8(bytes).ok().filter(|_| name.ends_with(".js") || name.ends_with(".mjs"))?;
    let folder = name.rfind('/').map_or("", |end| &name[..=end]);
    let mut found = Vec::new();
    for (at, quoted) in text.match_indices("\"./") {
        let begin = at + quoted.len();
        let before = text[..at].trim_end();
        let is_import = ["from", "import", "import("].iter().any(|word| before.ends_with(word));
        let Some(length) = text[begin..].find('"').filter(|_| is_import) else { continue };
        let file = &text[begin..begin + length];
        if let Some((imported, _)) = assets.get_key_value(&*format!("{folder}{file}")) {
            found.push((begin + file.rfind('/').map_or(0, |end| end + 1)..begin + length, imported.clone()));
        }
    }
    (!found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(files: &[(&str, &str)]) -> BTreeMap<String, String> {
        let assets = files.iter().map(|(name, text)| ((*name).into(), text.as_bytes().into())).collect();
        let (linked, digests) = link(&assets);
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        linked.iter().map(|(name, bytes)| (with_digest(name, &digests[name]), text(bytes))).collect()
    }

    /// The file whose name begins with `start`.
    fn called<'a>(files: &'a BTreeMap<String, String>, start: &str) -> &'a str {
        files.keys().find(|name| name.starts_with(start)).expect("the file")
    }

    #[test]
    fn scripts_name_each_other_as_they_are_published() {
        let files = linked(&[
            ("a.js", "import { b } from \"./b.js\";\nimport \"./js/c.js\";\nconst d = () => import(\"./d.mjs\");\n"),
            ("b.js", "export const b = \"./b.js\";\n"),
            ("d.mjs", "import { b } from \"./b.js\"; import x from \"./nowhere.js\";"),
            ("js/c.js", "import \"./b.js\";"),
            ("js/b.js", ""),
        ]);
        let a = &files[called(&files, "a.")];
        for (start, from) in [("b.", "./"), ("d.", "./"), ("js/c.", "./")] {
            assert!(a.contains(&format!("\"{from}{}\"", called(&files, start))), "{start}: {a}");
        }
        assert_eq!(files[called(&files, "b.")], "export const b = \"./b.js\";\n", "a text is no import");
        assert!(files[called(&files, "d.")].contains("\"./nowhere.js\""));
        let inner = called(&files, "js/b.").trim_start_matches("js/");
        assert!(files[called(&files, "js/c.")].contains(inner));
    }

    #[test]
    fn a_script_is_called_otherwise_when_what_it_imports_changes() {
        let with = |c: &str| {
            linked(&[("a.js", "import \"./b.js\""), ("b.js", "import \"./c.js\""), ("c.js", c), ("d.js", "")])
        };
        let (before, after) = (with("1"), with("2"));
        for name in ["a.", "b.", "c."] {
            assert_ne!(called(&before, name), called(&after, name));
        }
        assert_eq!(called(&before, "d."), called(&after, "d."));
    }

    #[test]
    fn scripts_may_import_each_other_in_a_circle() {
        let files = linked(&[("a.js", "import \"./b.js\""), ("b.js", "import \"./a.js\"")]);
        assert!(files[called(&files, "a.")].contains(called(&files, "b.")));
        assert!(files[called(&files, "b.")].contains(called(&files, "a.")));
        assert_ne!(called(&files, "a.")[2..], called(&files, "b.")[2..]);
    }
}
