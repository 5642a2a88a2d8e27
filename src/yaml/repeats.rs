//! Limit on how much a text may grow when its anchors (`&a`, `*a`) are resolved.
//!
//! The crate limits how often anchors are followed, but not how much each stands for: a list of 100,000 items named
//! 100,000 times has the size of the product.

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};

/// Visitor that counts the values of a text and their bytes, resolved anchors included, and stops when the count
/// exceeds the limit.
struct Weighed {
    left: usize,
}

/// Largest size of a text with its anchors resolved, as a multiple of its length.
const MOST_REPEATED: usize = 4;

/// Reports whether a text with its anchors resolved is larger than the limit.
pub(super) fn too_much(text: &str) -> bool {
    if memchr::memchr(b'*', text.as_bytes()).is_none() || memchr::memchr(b'&', text.as_bytes()).is_none() {
        return false;
    }
    let mut weighed = Weighed { left: MOST_REPEATED * text.len() + 1_000 };
    let read = DeserializeSeed::deserialize(&mut weighed, serde_yaml::Deserializer::from_str(text));
    read.is_err() && weighed.left == 0
}

impl Weighed {
    fn take<E: Error>(&mut self, weight: usize) -> Result<(), E> {
        self.left = self.left.saturating_sub(weight);
        if self.left == 0 { Err(E::custom("too much")) } else { Ok(()) }
    }
}

impl<'de> DeserializeSeed<'de> for &mut Weighed {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Weighed {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("anything")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.take(1)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.take(1)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.take(1)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.take(1)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.take(1 + text.len())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.take(1)
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.take(1)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.take(1)?;
        while items.next_element_seed(&mut *self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.take(1)?;
        while map.next_key_seed(&mut *self)?.is_some() {
            map.next_value_seed(&mut *self)?;
        }
        Ok(())
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<(), A::Error> {
        let ((), variant) = data.variant_seed(&mut *self)?;
        variant.newtype_variant_seed(self)
    }
}
