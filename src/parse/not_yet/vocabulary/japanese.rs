//! Japanese words.

use super::LanguageWords;

pub(super) const WORDS: LanguageWords = LanguageWords {
    after_day: &["まで非公開", "まで公開しない"],
    moment: &["解禁日時", "解禁日"],
    open: &["公開"],
    status: &["状態", "ステータス"],
    held: &["下書き"],
    day: &["公開日", "公開日時", "公開予定日"],
    headings: &["メタデータ", "文書情報", "文書のプロパティ"],
    not_yet: &[
        "非公開",
        "下書き",
        "レビュー中",
        "限定公開",
        "社外秘",
        "部外秘",
        "内部限り",
        "作成中",
        "編集中",
        "未承認",
        "確認中",
        "公開前",
        "公開待ち",
        "校正中",
    ],
    yes: &["可", "はい"],
    no: &["不可", "いいえ"],
    stamps: &["社外秘", "部外秘", "取扱注意", "下書き", "非公開"],
    business: &["未承認", "確認中"],
    public: &["公開中", "公開済み", "公表済み"],
    metadata_status: &["公開設定", "公開状況", "バージョン"],
    metadata_held: &["非公開", "限定公開", "社外秘", "部外秘", "作成中"],
    metadata_open: &["公開済み", "公開中", "承認済み"],
    metadata_day: &["公開予定", "掲載日", "公表日"],
    metadata_gone: &["公開終了日", "掲載終了日"],
    visibility: &["公開範囲"],
    ..LanguageWords::NONE
};
