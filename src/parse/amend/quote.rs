//! A text as a scalar that YAML reads back as that very text.

/// A text in flow style: as it is where that is surely safe, else in double quotation marks (YAML 1.2, 7.3).
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

/// Texts in flow style with commas between them.
pub fn flow_list(texts: &[String]) -> String {
    texts.iter().map(|text| flow_text(text)).collect::<Vec<_>>().join(", ")
}

/// Begins with a letter, holds nothing that is a sign anywhere in YAML, and is no word that some reader takes for a truth
/// value or for nothing.
fn is_plain(text: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '’' | '·' | '、' | '（' | '）');
    let special = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"];
    text.starts_with(char::is_alphabetic)
        && text.chars().all(word)
        && !text.ends_with(' ')
        && !special.contains(&text.to_lowercase().as_str())
}

/// `2023-07-20`, `2023-07` and `2023` stay as people write them.
fn is_date(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && crate::record::Date::parse(text).is_some()
}
