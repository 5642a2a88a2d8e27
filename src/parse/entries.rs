//! A text or its translations, and the schemas of the small forms that YAML values take.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

pub(super) use crate::yaml::AnyEntry;
pub(super) use crate::yaml::scalars::{OneOrMany, Pairs, Scalar};

use crate::record::{Language, LocalText};

impl JsonSchema for Scalar {
    fn schema_name() -> Cow<'static, str> {
        "Scalar".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number", "boolean"] })
    }
}

impl Pairs<AnyEntry> {
    /// All values as a JSON object.
    pub(super) fn into_json(self) -> serde_json::Value {
        self.0.into_iter().map(|(key, value)| (key, value.json)).collect()
    }
}

/// A text, or a mapping from language to text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct TextEntry(pub(super) LocalText);

impl<'de> Deserialize<'de> for TextEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = TextEntry;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or a text for each language")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<TextEntry, E> {
                Ok(TextEntry(LocalText::plain(text.trim())))
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<TextEntry, E> {
                self.visit_str(&number.to_string())
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<TextEntry, E> {
                self.visit_str(&number.to_string())
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<TextEntry, A::Error> {
                let mut texts = Vec::new();
                while let Some((key, value)) = map.next_entry::<Scalar, Scalar>()? {
                    // Keys that are not a language (`short`, `nick`) are further names without a language.
                    texts.push((Language::parse(&key.0).filter(|_| is_language(&key.0)), value.0.into()));
                }
                Ok(TextEntry(LocalText::new(texts)))
            }
        }
        deserializer.deserialize_any(TextVisitor)
    }
}

impl JsonSchema for TextEntry {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A text, or a text for each language: `{en: Harbour, fr: Port}`.",
            "type": ["string", "integer", "object"],
            "additionalProperties": { "type": ["string", "number", "boolean"] },
        })
    }
}

/// Reports whether a tag has the length of a language: two or three letters. By syntax alone, `short` and `nick` would
/// be language tags too.
fn is_language(tag: &str) -> bool {
    matches!(tag.split(['-', '_']).next().map(str::len), Some(2 | 3))
}

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("OneOrMany{}", T::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }, { "type": "null" }] })
    }
}

impl<T: JsonSchema> JsonSchema for Pairs<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Pairs{}", T::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({ "type": ["object", "null"], "additionalProperties": value })
    }
}
