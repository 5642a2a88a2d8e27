//! Korean words.

use super::LanguageWords;

pub(super) const WORDS: LanguageWords = LanguageWords {
    status: &["상태"],
    held: &["초안"],
    headings: &["메타데이터", "문서_정보"],
    not_yet: &["초안", "비공개"],
    yes: &["예"],
    no: &["아니요"],
    stamps: &["초안"],
    ..LanguageWords::NONE
};
