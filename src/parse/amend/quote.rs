//! Formats texts as YAML scalars that are read back unchanged.

/// Formats a text in flow style: plain where that is certainly safe, otherwise in double quotation marks (YAML 1.2,
/// 7.3).
///
/// ```
/// use minutebook::pipeline::flow_text;
/// assert_eq!(flow_text("Councillor Shen"), "Councillor Shen");
/// assert_eq!(flow_text("Vargholm, Ines"), "\"Vargholm, Ines\"");
/// assert_eq!(flow_text("no"), "\"no\"");
/// ```
pub fn flow_text(text: &str) -> String {
    if is_plain(text) || is_date(text) {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Formats texts in flow style, with commas between them.
pub fn flow_list(texts: &[String]) -> String {
    texts.iter().map(|text| flow_text(text)).collect::<Vec<_>>().join(", ")
}

/// Reports whether a text can stay without quotation marks: it begins with a letter, contains no character that is
/// syntax anywhere in YAML, and is not a word that some parser takes for a boolean or null.
fn is_plain(text: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '’' | '·' | '、' | '（' | '）');
    let special = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"];
    text.starts_with(char::is_alphabetic)
        && text.chars().all(word)
        && !text.ends_with(' ')
        && !special.contains(&text.to_lowercase().as_str())
}

/// Reports whether a text is a date: `2023-07-20`, `2023-07` and `2023` stay without quotation marks.
fn is_date(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && crate::record::Date::parse(text).is_some()
}
