//! Words of Japanese.

use super::Vocabulary;

pub(super) const WORDS: Vocabulary = Vocabulary {
    status: &["状態", "ステータス"],
    held: &["下書き"],
    day: &["公開日", "公開日時", "公開予定日"],
    headings: &["メタデータ", "文書情報", "文書のプロパティ"],
    not_yet: &["非公開", "下書き", "レビュー中"],
    yes: &["はい"],
    no: &["いいえ"],
    stamps: &["下書き", "非公開"],
    ..Vocabulary::NONE
};
