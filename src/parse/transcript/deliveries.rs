//! Recognises remarks behind a speaker's name which say that the words were handed in: `### Ann Lee (written statement):`.

use crate::record::{Delivery, fold_label};

/// Remarks in brackets that mean words handed in and not spoken, folded. `補充說明` is none of them: it may be spoken too.
const WRITTEN: [&str; 31] = [
    "written",
    "written statement",
    "written submission",
    "written answer",
    "in writing",
    "submitted in writing",
    "handed in",
    "par écrit",
    "déclaration écrite",
    "contribution écrite",
    "réponse écrite",
    "schriftlich",
    "schriftlich eingereicht",
    "schriftliche stellungnahme",
    "zu protokoll gegeben",
    "por escrito",
    "declaración escrita",
    "intervención escrita",
    "per iscritto",
    "schriftelijk",
    "書面",
    "書面意見",
    "書面發言",
    "書面補充",
    "書面說明",
    "書面回應",
    "書面資料",
    "會後補充",
    "會後書面補充",
    "会後書面意見",
    "書面提出",
];

/// Delivery that the brackets at the end of a name mean, if they mean any.
pub(super) fn delivery_in_brackets(name: &str) -> Option<Delivery> {
    let inner = name.trim_end().strip_suffix([')', '）'])?;
    let (_, remark) = inner.rsplit_once(['(', '（'])?;
    let remark = fold_label(remark.trim());
    WRITTEN.contains(&&*remark).then_some(Delivery::Written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_says_that_words_were_handed_in() {
        for name in ["Ann Lee (written statement)", "Ann Lee (In writing)", "經濟部（書面意見）", "王委員(會後補充)"]
        {
            assert_eq!(delivery_in_brackets(name), Some(Delivery::Written), "{name}");
        }
        for name in ["Ann Lee", "Ann Lee (Chair)", "經濟部(補充說明)", "written", "Ann (writing)", "(written)"] {
            assert_eq!(delivery_in_brackets(name).filter(|_| !name.starts_with('(')), None, "{name}");
        }
    }
}
