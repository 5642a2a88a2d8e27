//! Reads YAML and keeps values as typed: `9.30` does not become 9.3, nor `0x1F` 31.
//!
//! The crate turns plain scalars into numbers before the type that is wanted is known. Where it returns a number, the
//! text is read a second time, with a text asked for in each such place.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_yaml::value::{Tag, TaggedValue};
use serde_yaml::{Mapping, Value};

/// A document in two readings: with numbers of unusual form as texts, and with those numbers as numbers.
pub(super) struct Typed {
    pub(super) value: Value,
    /// Reading in which numbers are numbers; `None` where both readings are the same.
    pub(super) numbers: Option<Value>,
}

/// Reads a document.
pub(super) fn read(text: &str) -> Result<Typed, serde_yaml::Error> {
    let mut value = AnyValue.deserialize(serde_yaml::Deserializer::from_str(text))?;
    let mut numbers = None;
    if holds_number(&value, text)
        && let Ok(mut typed) = AsTyped(&value).deserialize(serde_yaml::Deserializer::from_str(text))
        && typed != value
    {
        typed.apply_merge()?;
        std::mem::swap(&mut typed, &mut value);
        numbers = Some(typed);
        if let Some(numbers) = &mut numbers {
            numbers.apply_merge()?;
        }
        return Ok(Typed { value, numbers });
    }
    value.apply_merge()?;
    Ok(Typed { value, numbers })
}

/// Seed for any value. Keys are texts as typed, so that `1.10` and `1.1` differ.
struct AnyValue;

impl<'de> DeserializeSeed<'de> for AnyValue {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any YAML")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, boolean: bool) -> Result<Value, E> {
        Ok(Value::Bool(boolean))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    // Longer numbers are names of things, and stay as typed.
    fn visit_i128<E>(self, number: i128) -> Result<Value, E> {
        Ok(Value::String(number.to_string()))
    }

    fn visit_u128<E>(self, number: u128) -> Result<Value, E> {
        Ok(Value::String(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = items.next_element_seed(AnyValue)? {
            values.push(value);
        }
        values.shrink_to_fit();
        Ok(Value::Sequence(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Value, A::Error> {
        let mut mapping = Mapping::new();
        while let Some(key) = pairs.next_key::<String>()? {
            if mapping.contains_key(key.as_str()) {
                return Err(A::Error::custom(format_args!("duplicate entry with key {key:?}")));
            }
            let value = pairs.next_value_seed(AnyValue)?;
            mapping.insert(Value::String(key), value);
        }
        // A mapping with one key has room for four.
        mapping.shrink_to_fit();
        Ok(Value::Mapping(mapping))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (tag, value) = tagged.variant::<String>()?;
        let value = value.newtype_variant_seed(AnyValue)?;
        Ok(Value::Tagged(Box::new(TaggedValue { tag: Tag::new(tag), value })))
    }
}

/// Reports whether the value may contain a number or boolean in an unusual form. Most metadata contains none and is
/// read once.
fn holds_number(root: &Value, text: &str) -> bool {
    // An integer in an unusual form contains one of these.
    let is_odd = ["0x", "0o", "0b", "+", "-0"]
        .iter()
        .any(|sign| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some());
    // A boolean that is not in lower case: `TRUE` as a title stays `TRUE`.
    let others =
        |words: [&str; 2]| words.iter().any(|word| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some());
    let (other_true, other_false) = (others(["True", "TRUE"]), others(["False", "FALSE"]));
    let holds_other = |boolean: bool| if boolean { other_true } else { other_false };
    let mut open = vec![root];
    while let Some(value) = open.pop() {
        match value {
            Value::Number(number) if is_odd || number.is_f64() => return true,
            Value::Bool(boolean) if holds_other(*boolean) => return true,
            Value::Sequence(items) => open.extend(items),
            Value::Mapping(pairs) => open.extend(pairs.iter().flat_map(|(key, value)| [key, value])),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Tagged(_) => {}
        }
    }
    false
}

/// Seed that reads a value again, with its numbers and booleans as texts. Recursive: the crate limits the depth of
/// nesting.
struct AsTyped<'v>(&'v Value);

impl<'de> DeserializeSeed<'de> for AsTyped<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        match self.0 {
            Value::Number(_) | Value::Bool(_) => deserializer.deserialize_str(self),
            Value::Sequence(_) => deserializer.deserialize_seq(self),
            Value::Mapping(_) => deserializer.deserialize_map(self),
            same => {
                deserializer.deserialize_ignored_any(IgnoredAny)?;
                Ok(same.clone())
            }
        }
    }
}

impl<'de> Visitor<'de> for AsTyped<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the same document")
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(match self.0 {
            Value::Number(number) if !number.is_f64() && number.to_string() == text => self.0.clone(),
            Value::Bool(boolean) if boolean.to_string() == text => self.0.clone(),
            _ => Value::String(text.to_owned()),
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let known = self.0.as_sequence().map(Vec::as_slice).unwrap_or_default();
        let mut typed = Vec::with_capacity(known.len());
        for item in known {
            typed.extend(items.next_element_seed(AsTyped(item))?);
        }
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Sequence(typed))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Value, A::Error> {
        let mut typed = Mapping::new();
        for (key, value) in self.0.as_mapping().into_iter().flatten() {
            let Some(key) = pairs.next_key_seed(AsTyped(key))? else { break };
            typed.insert(key, pairs.next_value_seed(AsTyped(value))?);
        }
        while pairs.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        typed.shrink_to_fit();
        Ok(Value::Mapping(typed))
    }
}
