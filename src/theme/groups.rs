//! Groups of values in the order of their first members. Tera's own filter of that name gives them in an order that differs from
//! run to run.

use tera::value::{Key, Map};
use tera::{Error, Kwargs, TeraResult, Value};

/// Values by one of their attributes: `{% for year, meetings in meetings | group_by(attribute="date.year") %}`. Values that lack it are
/// left out.
pub(super) fn group_by(values: &[Value], arguments: &Kwargs) -> TeraResult<Map> {
    let attribute = arguments.must_get::<&str>("attribute")?;
    let mut groups: Vec<(Key<'static>, Vec<Value>)> = Vec::new();
    let mut places: rustc_hash::FxHashMap<Key<'static>, usize> = rustc_hash::FxHashMap::default();
    for (index, value) in values.iter().enumerate() {
        let Some(by) = value.get_from_path(attribute) else {
            return Err(Error::message(format!("the value at {index} has no “{attribute}” to group it by")));
        };
        if by.is_undefined() || by.is_none() {
            continue;
        }
        let key = key(by)
            .ok_or_else(|| Error::message(format!("“{attribute}” is neither a text nor a number to group by")))?;
        let place = *places.entry(key.clone()).or_insert(groups.len());
        if place == groups.len() {
            groups.push((key, Vec::new()));
        }
        groups[place].1.push(value.clone());
    }
    Ok(groups.into_iter().map(|(key, values)| (key, Value::from(values))).collect())
}

/// A value as the key of a group.
fn key(value: &Value) -> Option<Key<'static>> {
    let text = value.as_str().map(|text| Key::from(text.to_owned()));
    text.or_else(|| value.as_i64().map(Key::I64)).or_else(|| value.as_bool().map(Key::Bool))
}
