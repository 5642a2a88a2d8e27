//! Keys of an item of the agenda, as its heading or the lines below it give them: `{item=ferry-fares topics=fares}`,
//! `matter: ferry-fares`.

use crate::markdown::plain_text;
use crate::record::{ItemKeys, RecordSummary, SummaryAuthor};
use crate::text::single_spaced;
use crate::text::slug::slugify;

/// Maximum length of a summary in characters.
const LONGEST_SUMMARY: usize = 2_000;

/// Maximum number of matters or topics of one item.
const MOST: usize = 50;

/// Splits the keys in braces off a heading, if there are any: `## 3. Ferry fares {item=ferry-fares}`.
pub(super) fn keys_in_heading(heading: &str) -> Option<(&str, ItemKeys)> {
    let (text, inner) = heading.trim_end().strip_suffix('}')?.rsplit_once('{')?;
    let mut keys = ItemKeys::default();
    for (key, value) in pairs(inner)? {
        add(&mut keys, key, value).then_some(())?;
    }
    (!keys.is_empty()).then_some((text.trim_end(), keys))
}

/// Adds the key of a line directly below the heading, `matter: ferry-fares`; `false` for any other line.
pub(super) fn add_line(keys: &mut ItemKeys, line: &str) -> bool {
    match line.trim().split_once(':') {
        Some((key, value)) if !value.trim().is_empty() => add(keys, key, value.trim()),
        _ => false,
    }
}

/// The pairs `key=value` of a text; a value may be in quotation marks. `None` if there is anything else.
fn pairs(text: &str) -> Option<Vec<(&str, &str)>> {
    let mut pairs = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (key, after) = rest.split_once('=')?;
        let (value, more) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after[1..].split_once(quote)?,
            _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        pairs.push((key.trim(), value));
        rest = more.trim_start();
    }
    Some(pairs)
}

fn add(keys: &mut ItemKeys, key: &str, value: &str) -> bool {
    let ids = || value.split([',', '、']).map(str::trim).filter(|id| !id.is_empty());
    let is_id = |id: &str| id.chars().count() <= 100 && !id.contains(|c: char| c.is_control() || "/<>{}[]".contains(c));
    let list = match key {
        "item" => {
            let is_sound = is_id(value) && !value.contains(char::is_whitespace);
            if is_sound {
                keys.id = Some(slugify(value).text.into());
            }
            return is_sound;
        }
        "summary" => {
            let is_sound = value.chars().count() <= LONGEST_SUMMARY;
            if is_sound {
                let text = single_spaced(&plain_text(value));
                let by = keys.summary.take().map_or(SummaryAuthor::Unknown, |before| before.by);
                keys.summary = Some(RecordSummary { text: text.into(), by });
            }
            return is_sound;
        }
        "summary_by" => {
            let by = SummaryAuthor::of_name(value);
            let text = keys.summary.take().map(|before| before.text).unwrap_or_default();
            keys.summary = Some(RecordSummary { text, by });
            return true;
        }
        "matter" | "matters" => &mut keys.matters,
        "topic" | "topics" => &mut keys.topics,
        _ => return false,
    };
    if !ids().all(is_id) || ids().count() > MOST {
        return false;
    }
    for id in ids() {
        if !list.iter().any(|known| **known == *id) {
            list.push(id.into());
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_may_have_keys() {
        let (text, keys) =
            keys_in_heading("3. Ferry fares {item=ferry-fares topics=ferry,budget matter=\"Ferry fares\"}")
                .expect("keys");
        assert_eq!(text, "3. Ferry fares");
        assert_eq!(keys.id.as_deref(), Some("ferry-fares"));
        assert_eq!(keys.topics, [Box::from("ferry"), Box::from("budget")]);
        assert_eq!(keys.matters, [Box::from("Ferry fares")]);
        for other in ["Fares", "Fares {#h.1}", "Fares {lang=fr}", "Fares {item}", "Set {a=b}", "{}"] {
            assert_eq!(keys_in_heading(other), None, "{other}");
        }
    }

    #[test]
    fn lines_below_a_heading_may_have_keys() {
        let mut keys = ItemKeys::default();
        assert!(add_line(&mut keys, "matter: ferry-fares") && add_line(&mut keys, "item: fares"));
        assert!(add_line(&mut keys, "summary_by: machine") && add_line(&mut keys, "summary: Two *marks* from May."));
        let summary = keys.summary.clone().expect("a summary");
        assert_eq!((&*summary.text, summary.by), ("Two marks from May.", SummaryAuthor::Machine));
        for other in
            ["Summary: of it", "Matter: a big one", "place: Town Hall", "matter:", "The matter: so", "item: two words"]
        {
            assert!(!add_line(&mut keys, other), "{other}");
        }
        assert_eq!((keys.id.as_deref(), keys.matters.len()), (Some("fares"), 1));
    }
}
