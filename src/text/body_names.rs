//! Names of authorities in Chinese, told from those of people by their last characters.

/// Last words of the names of authorities with any number of characters before them.
const LONG: [&str; 18] = [
    "部", "署", "局", "處", "司", "院", "會", "室", "科", "組", "中心", "公所", "政府", "大學", "代表", "处", "会",
    "组",
];

/// Last characters that also make an authority of three; nobody is called so.
const SHORT: [&str; 6] = ["部", "署", "局", "處", "院", "处"];

/// Reports whether a Chinese name is that of an authority: 內政部, 國發會社發處, 科技部代表. Names of people have four characters at
/// most, and few of the words that authorities end in.
///
/// ```
/// use minutebook::text::is_chinese_authority;
/// assert!(is_chinese_authority("內政部"));
/// assert!(!is_chinese_authority("國發會社發處張富林"));
/// assert!(!is_chinese_authority("李登科"));
/// ```
pub fn is_chinese_authority(name: &str) -> bool {
    let length = name.chars().count();
    let ends = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
    name.chars().all(super::is_cjk) && ((length == 3 && ends(&SHORT)) || (length > 3 && ends(&LONG)))
}
