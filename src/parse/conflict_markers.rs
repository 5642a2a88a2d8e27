//! Finds the marks that git writes into a file that two people changed: `<<<<<<<`, `=======`, `>>>>>>>`, and `|||||||` above the
//! version before both.

/// Position in bytes and length of the first line that is such a mark. A row of `=` alone underlines a title, and a mark
/// without words counts only beside others.
pub(super) fn conflict_marker(text: &str) -> Option<(usize, usize)> {
    if !["<<<<<<<", ">>>>>>>", "|||||||"]
        .iter()
        .any(|sign| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some())
    {
        return None;
    }
    let (mut at, mut is_divided) = (0, false);
    for line in text.split_inclusive('\n') {
        let (start, bare) = (at, line.trim_end());
        at += line.len();
        let is_mark = |sign: &str| bare.strip_prefix(sign).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        if is_mark("<<<<<<<") || is_mark("|||||||") || (is_mark(">>>>>>>") && is_divided) {
            return Some((start, bare.len()));
        }
        is_divided |= bare == "=======";
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_git_are_found_and_other_rows_of_signs_are_not() {
        for (text, at) in [
            ("# A\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> other\n", 4),
            ("# A\r\n<<<<<<< HEAD\r\n", 5),
            ("# A\nx\n||||||| 1a2b3c\ny\n", 6),
            ("x\n=======\ny\n>>>>>>> other\n", 12),
        ] {
            assert_eq!(conflict_marker(text).map(|found| found.0), Some(at), "{text}");
        }
        for text in [
            "Budget\n=======\n\nSo.\n",
            ">>>>>>> quoted seven times\n",
            "It says <<<<<<< HEAD in the file.\n",
            " <<<<<<< HEAD\n",
            "<<<<<<<<< so\n",
            "|||||||||\n",
        ] {
            assert_eq!(conflict_marker(text), None, "{text}");
        }
    }
}
