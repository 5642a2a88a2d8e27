//! Korean words.

use super::LanguageWords;

pub(super) const WORDS: LanguageWords = LanguageWords {
    after_day: &["까지 비공개"],
    public: &["공개"],
    day: &["공개일", "공개_예정일"],
    open: &["공개", "공개_여부"],
    status: &["상태"],
    held: &["초안"],
    headings: &["메타데이터", "문서_정보"],
    not_yet: &["대외비", "미공개", "초안", "비공개"],
    yes: &["예"],
    no: &["아니오", "아니요"],
    stamps: &["비공개", "대외비", "초안"],
    ..LanguageWords::NONE
};
