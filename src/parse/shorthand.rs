//! Values that may be written in short, as one scalar, or in full, as a mapping: `withdrawn: true`, `withdrawn: {at:
//! 2026-03-01}`.

use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Unexpected, Visitor};

/// Implements `Deserialize` and `JsonSchema` for a [`Shorthand`].
macro_rules! shorthand {
    ($type:ident $(<$keys:ident: $bound:path>)?) => {
        impl<'de $(, $keys: $bound)?> serde::Deserialize<'de> for $type $(<$keys>)? {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::parse::shorthand::read(deserializer)
            }
        }

        impl$(<$keys: $bound>)? schemars::JsonSchema for $type $(<$keys>)? {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::parse::shorthand::schema::<Self>(generator)
            }
        }
    };
}

/// A value that may be written in short or in full. The macro [`shorthand`] implements its `Deserialize` and
/// `JsonSchema`.
pub(super) trait Shorthand: Sized {
    /// Type of the mapping in the full form.
    type Full: for<'de> Deserialize<'de> + JsonSchema;

    /// The accepted forms, for error messages.
    const EXPECTED: &'static str;

    /// The schema of the short form.
    fn short_schema() -> serde_json::Value;

    /// Reads the short form; `None` for a scalar of another kind.
    fn from_short(short: Short<'_>) -> Option<Self>;

    /// Takes the full form.
    fn from_full(full: Self::Full) -> Self;
}

/// A scalar in place of a mapping.
#[derive(Debug, Clone, Copy)]
pub(super) enum Short<'s> {
    /// No value.
    Nothing,
    /// `true` or `false`.
    Bool(bool),
    /// A negative integer.
    Negative(i64),
    /// A non-negative integer.
    Number(u64),
    /// A text.
    Text(&'s str),
}

impl Short<'_> {
    /// The text, or the digits of a non-negative integer.
    pub(super) fn text_or_number(self) -> Option<String> {
        match self {
            Short::Text(text) => Some(text.to_owned()),
            Short::Number(number) => Some(number.to_string()),
            Short::Negative(number) => Some(number.to_string()),
            Short::Nothing | Short::Bool(_) => None,
        }
    }

    /// The truth of a yes or no, in any of the words that YAML and people have for them; `None` for anything else.
    pub(super) fn yes_or_no(self) -> Option<bool> {
        match self {
            Short::Bool(truth) => Some(truth),
            Short::Number(1) => Some(true),
            Short::Number(0) => Some(false),
            Short::Text(text) => match &*text.trim().to_lowercase() {
                "yes" | "y" | "true" | "on" => Some(true),
                "no" | "n" | "false" | "off" | "none" | "never" => Some(false),
                _ => None,
            },
            Short::Nothing | Short::Negative(_) | Short::Number(_) => None,
        }
    }

    fn unexpected(&self) -> Unexpected<'_> {
        match self {
            Short::Nothing => Unexpected::Unit,
            Short::Bool(truth) => Unexpected::Bool(*truth),
            Short::Negative(number) => Unexpected::Signed(*number),
            Short::Number(number) => Unexpected::Unsigned(*number),
            Short::Text(text) => Unexpected::Str(text),
        }
    }
}

/// Keys of which one may stand alone, as a text or number: `roads: Roads` for `roads: {title: Roads}`. [`KeysOrText`] reads them.
pub(super) trait MainKey: Default + for<'de> Deserialize<'de> + JsonSchema {
    /// The accepted forms, for error messages.
    const EXPECTED: &'static str;

    /// The keys if only the main one is given, without spaces around it.
    fn from_main(text: &str) -> Self;
}

/// Keys, or the value of the main one alone; no value at all leaves all keys without one.
#[derive(Debug, Default)]
pub(super) struct KeysOrText<K>(pub(super) K);

impl<K: MainKey> Shorthand for KeysOrText<K> {
    type Full = K;
    const EXPECTED: &'static str = K::EXPECTED;

    fn short_schema() -> serde_json::Value {
        serde_json::json!({ "type": ["string", "number", "null"] })
    }

    fn from_short(short: Short<'_>) -> Option<Self> {
        match short {
            Short::Nothing => Some(KeysOrText::default()),
            short => short.text_or_number().map(|text| KeysOrText(K::from_main(text.trim()))),
        }
    }

    fn from_full(keys: K) -> Self {
        KeysOrText(keys)
    }
}

shorthand!(KeysOrText<K: MainKey>);

/// Keys of something that may be switched off as a whole: `podcast: false`. [`KeysOrOff`] reads them.
pub(super) trait SwitchedKeys: Default + for<'de> Deserialize<'de> + JsonSchema {
    /// The accepted forms, for error messages.
    const EXPECTED: &'static str;
}

/// Keys, or `false` or `none` for nothing of what they describe; `true`, or no value at all, leaves all keys without one.
#[derive(Debug)]
pub(super) enum KeysOrOff<K> {
    Off,
    Keys(K),
}

impl<K: Default> Default for KeysOrOff<K> {
    fn default() -> Self {
        KeysOrOff::Keys(K::default())
    }
}

impl<K: SwitchedKeys> Shorthand for KeysOrOff<K> {
    type Full = K;
    const EXPECTED: &'static str = K::EXPECTED;

    fn short_schema() -> serde_json::Value {
        serde_json::json!({ "type": ["boolean", "null"] })
    }

    fn from_short(short: Short<'_>) -> Option<Self> {
        match short {
            Short::Nothing | Short::Bool(true) => Some(KeysOrOff::default()),
            Short::Bool(false) | Short::Text("none") => Some(KeysOrOff::Off),
            Short::Negative(_) | Short::Number(_) | Short::Text(_) => None,
        }
    }

    fn from_full(keys: K) -> Self {
        KeysOrOff::Keys(keys)
    }
}

shorthand!(KeysOrOff<K: SwitchedKeys>);

struct ShorthandVisitor<T>(PhantomData<T>);

impl<T: Shorthand> ShorthandVisitor<T> {
    fn short<E: Error>(self, short: Short<'_>) -> Result<T, E> {
        T::from_short(short).ok_or_else(|| E::invalid_type(short.unexpected(), &self))
    }
}

impl<'de, T: Shorthand> Visitor<'de> for ShorthandVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        self.short(Short::Nothing)
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<T, E> {
        self.short(Short::Bool(truth))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        self.short(Short::Negative(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        self.short(Short::Number(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        self.short(Short::Text(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::Full::deserialize(MapAccessDeserializer::new(map)).map(T::from_full)
    }
}

/// Reads a value in either form.
pub(super) fn read<'de, T: Shorthand, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(ShorthandVisitor(PhantomData))
}

/// The schema of a value in either form.
pub(super) fn schema<T: Shorthand>(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({ "anyOf": [T::short_schema(), generator.subschema_for::<T::Full>()] })
}

pub(super) use shorthand;
