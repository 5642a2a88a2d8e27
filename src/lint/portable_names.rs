//! File names that Windows cannot hold, although the system in use can.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::site::{Output, OutputKind};
use crate::text::device_name;

/// Checks the files of the content, by the paths shown to people, and the folders and files of the site.
pub fn lint_names(content: &[Arc<str>], outputs: &[Output]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut reported = FxHashSet::default();
    // A diagnostic about a folder is not repeated for the files in it.
    let mut check = |path: &str, report: &mut dyn FnMut(&str, &str, String)| {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        let mut start = 0;
        for end in ends {
            let name = &path[start..end];
            start = end + 1;
            if let Some(why) = unportable(name)
                && reported.insert(path[..end].to_owned())
            {
                report(&path[..end], name, why);
            }
        }
    };
    for path in content {
        check(path, &mut |_, name, why| {
            found.push(
                Diagnostic::at(
                    Problem::UnportableName,
                    Location::file(path),
                    format!("Windows cannot hold “{name}”: {why}"),
                )
                .hint("rename it; on Windows a copy of this folder is damaged or fails"),
            );
        });
    }
    found.extend(alike(content));
    // Files of the content were already checked.
    for output in outputs.iter().filter(|output| !matches!(output.kind, OutputKind::Attachment(_))) {
        check(output.path.as_str(), &mut |upto, name, why| {
            let message = format!("Windows cannot hold “{name}” of the address /{upto}: {why}");
            found.push(
                Diagnostic::anywhere(Problem::UnportableName, message)
                    .hint("write another `slug:`, id or old address, or do not build the site on Windows"),
            );
        });
    }
    found
}

/// Finds files and folders whose names differ only in case.
fn alike(content: &[Arc<str>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut known: FxHashMap<String, &str> = FxHashMap::default();
    for path in content {
        for end in path.match_indices('/').map(|(at, _)| at).chain([path.len()]) {
            let part = &path[..end];
            let folded: String = part.chars().flat_map(char::to_lowercase).collect();
            let first = *known.entry(folded).or_insert(part);
            if first != part {
                let message =
                    format!("Windows takes “{part}” and “{first}” for the same name; they differ only in case");
                found.push(
                    Diagnostic::at(Problem::UnportableName, Location::file(path), message)
                        .hint("rename one of the two"),
                );
                break;
            }
        }
    }
    found
}

/// Reason why Windows cannot hold a name, if it cannot.
fn unportable(name: &str) -> Option<String> {
    if let Some(sign) = name.chars().find(|c| "<>:\"|?*\\".contains(*c)) {
        return Some(format!("names may not contain `{sign}`"));
    }
    if name.ends_with(['.', ' ']) {
        return Some("names may not end in a full stop or a space".to_owned());
    }
    device_name(name).map(|_| "it is the name of a device".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_devices_and_signs_are_told_apart_from_names() {
        for bad in [
            "con",
            "CON",
            "aux.html",
            "Nul.tar.gz",
            "prn .txt",
            "com1",
            "LPT9.md",
            "com¹",
            "conin$",
            "a:b.txt",
            "a?",
            "a*b",
            "<a>",
            "\"a\"",
            "a|b",
            "a\\b",
            "a.",
            "a ",
            "...",
        ] {
            assert!(unportable(bad).is_some(), "{bad}");
        }
        for good in [
            "console",
            "auxiliary.html",
            "com",
            "com10",
            "lptx",
            "a.con",
            "con-1",
            "nulla",
            "a b",
            ".a",
            "會議",
            "icon",
            "a：b",
            "Concord.md",
        ] {
            assert_eq!(unportable(good), None, "{good}");
        }
    }
}
