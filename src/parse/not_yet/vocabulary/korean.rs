//! Korean words.

use super::LanguageWords;

pub(super) const WORDS: LanguageWords = LanguageWords {
    public: &["공개"],
    day: &["공개일", "공개_예정일"],
    open: &["공개", "공개_여부"],
    status: &["상태"],
    held: &["초안"],
    headings: &["메타데이터", "문서_정보"],
    not_yet: &["대외비", "미공개", "초안", "비공개"],
    yes: &["예"],
    no: &["아니오", "아니요"],
    stamps: &["공개금지", "비공개", "대외비", "초안"],
    until: &["까지", "까지는"],
    before: &["이전", "전", "전에", "이전에"],
    after: &["이후", "부터", "이후에", "후", "후에"],
    negations: &["금지", "불가", "하지마시오", "하지마십시오", "하지말것", "하지않음", "엄금"],
    publish: &["공개", "배포", "공표", "게시", "발표", "공개예정", "공개함"],
    links: &["는", "은", "를", "을", "예정"],
    ..LanguageWords::NONE
};
