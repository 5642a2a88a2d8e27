use super::*;

/// The reason for which the two are alike, if they are.
fn reason(one: &str, two: &str) -> Option<Reason> {
    let found = similar_pairs(&[Name { text: one, owner: 0 }, Name { text: two, owner: 1 }]);
    assert!(found.len() < 2);
    let back = similar_pairs(&[Name { text: two, owner: 0 }, Name { text: one, owner: 1 }]);
    assert_eq!(found.first().map(|a| a.reason), back.first().map(|a| a.reason), "{one} {two}");
    found.first().map(|similar_pairs| similar_pairs.reason)
}

fn check(one: &str, two: &str, expected: Reason) {
    assert_eq!(reason(one, two), Some(expected), "{one} / {two}");
}

#[test]
fn one_name_written_otherwise_is_found() {
    check("ＴＶＢＳ 李作珩", "TVBS 李作珩", Reason::Width);
    check("TVBS 李作珩", "TVBS李作珩", Reason::Spacing);
    check("王 小明", "王小明", Reason::Spacing);
    check("Jean-Baptiste Bouzige", "Jean Baptiste Bouzige", Reason::Punctuation);
    check("Kate O-Flaherty", "Kate O’Flaherty", Reason::Punctuation);
    check("經濟部(補充說明)", "【經濟部補充說明】", Reason::Punctuation);
    check("Mariéme Jamme", "Marieme Jamme", Reason::Accents);
    check("洪啟源", "洪啓源", Reason::Variants);
    check("臺北市政府", "台北市政府", Reason::Variants);
}

#[test]
fn names_in_another_order_are_found() {
    check("Nagy Gábor", "Gábor Nagy", Reason::Order);
    check("Vargholm, Ines", "Ines Vargholm", Reason::Order);
    check("Tai-Yi Huang", "Huang Tai-yi", Reason::Order);
}

#[test]
fn titles_brackets_and_bodies_are_set_aside() {
    check("林綠紅委員", "林綠紅", Reason::Title);
    check("林委員綠紅", "林綠紅", Reason::Title);
    check("林委員綠紅", "林綠紅委員", Reason::Title);
    check("唐共同召集人鳳", "唐鳳", Reason::Title);
    check("嚴婉玲共同召集人", "嚴共同召集人婉玲", Reason::Title);
    check("Dr. Ada Byron", "Ada Byron", Reason::Title);
    check("Mme Apolline Trégarec", "Tregarec Apolline", Reason::Title);
    check("黃彥霖（豆泥）", "黃彥霖", Reason::Brackets);
    check("Richard Haddock (何立德)", "何立德", Reason::Scripts);
    check("Richard Haddock (何立德)", "Richard Haddock", Reason::Brackets);
    check("唐鳳 Audrey Tang", "Audrey Tang", Reason::Scripts);
    check("法務部蔡碧仲次長", "蔡碧仲", Reason::Body);
    check("勞動部許專門委員根魁", "許根魁", Reason::Body);
    check("環保署代表：羅振誠", "羅振誠", Reason::Body);
}

#[test]
fn slips_of_the_pen_are_found_and_other_names_are_not() {
    check("Jeffery", "Jeffrey", Reason::Spelling);
    check("Isao Tada", "Iso Tada", Reason::Spelling);
    check("Wen-Fang Tseng", "Wen-Fong Tsen", Reason::Spelling);
    check("黃偉翔", "黃翔偉", Reason::Swapped);
    for (one, two) in [
        ("David", "Davis"),
        ("Eric Juang", "Eric Huang"),
        ("Yvonne Chiu", "Yvonne Liu"),
        ("Lily Hsu", "Will Hsu"),
        ("Jason", "Aaron"),
        ("Speaker 1", "Speaker 2"),
        ("Audience Member 11", "Audience Member 12"),
        ("Colleague A", "Colleague B"),
    ] {
        assert_eq!(reason(one, two), None, "{one} / {two}");
    }
}

#[test]
fn parts_of_a_name_are_found_when_nobody_else_fits() {
    check("Steven J. Kung", "Steven Kung", Reason::MiddleName);
    check("H. Quillam", "Hester Quillam", Reason::Initial);
    check("Councillor Shen", "Shen Wei-lan", Reason::FamilyName);
    let names = ["H. Quillam", "Hester Quillam", "Hugh Quillam"];
    let names: Vec<Name<'_>> = names.iter().enumerate().map(|(owner, text)| Name { text, owner }).collect();
    assert_eq!(similar_pairs(&names), [], "two fit");
    let names = ["Councillor Shen", "Shen Wei-lan", "Ada Shen"];
    let names: Vec<Name<'_>> = names.iter().enumerate().map(|(owner, text)| Name { text, owner }).collect();
    assert_eq!(similar_pairs(&names), [], "two fit");
}

#[test]
fn containment_is_no_likeness() {
    for (one, two) in [
        ("記者", "中央社記者"),
        ("發言十", "發言十一"),
        ("諮委1", "諮委2"),
        ("經濟部代表", "經濟部"),
        ("王先生", "王小明"),
        ("王先生", "王小姐"),
        ("Mark", "Mark Stokes"),
        ("李佳蓉", "李嘉蓉"),
        ("主席", "主席團"),
        ("委員", "林委員"),
        ("がく", "かく"),
    ] {
        assert_eq!(reason(one, two), None, "{one} / {two}");
    }
}

#[test]
fn an_owner_is_not_like_itself_and_has_one_pair_with_each_other() {
    let names = [("唐鳳", 0), ("Audrey Tang", 0), ("Tang Audrey", 0), ("唐 鳳", 1), ("AUDREY  TANG", 1)];
    let names: Vec<Name<'_>> = names.into_iter().map(|(text, owner)| Name { text, owner }).collect();
    let found = similar_pairs(&names);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].owners, found[0].reason), ((0, 1), Reason::Spacing));
}
