//! Reads JSON into the shared types. Small rather than telling: an answer that cannot be read is one that this app does not understand, whatever was
//! wrong with it, so no words about that are carried along. Where a type is not said beforehand, numbers are whole.

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, Expected, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use std::{borrow::Cow, fmt::Display};
use text::Reader;

mod text;

/// The text is not what was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unreadable;

impl Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("unreadable")
    }
}

impl std::error::Error for Unreadable {}

/// Each says the same, so that what the others would say is not built in.
impl Error for Unreadable {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

type Read<T> = Result<T, Unreadable>;

/// Reads a whole text.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Read<T> {
    let mut reader = Reader::new(text);
    let value = T::deserialize(&mut reader)?;
    if reader.peek().is_none() { Ok(value) } else { Err(Unreadable) }
}

impl<'de> Reader<'de> {
    fn list<V: Visitor<'de>>(&mut self, visitor: V) -> Read<V::Value> {
        self.eat(b'[')?;
        let mut items = Items { reader: self, is_first: true, ended: false };
        let value = visitor.visit_seq(&mut items)?;
        let ended = items.ended;
        if !ended {
            self.eat(b']')?;
        }
        Ok(value)
    }

    fn object<V: Visitor<'de>>(&mut self, visitor: V) -> Read<V::Value> {
        self.eat(b'{')?;
        visitor.visit_map(&mut Items { reader: self, is_first: true, ended: false })
    }

    fn word<V: Visitor<'de>>(&mut self, visitor: V) -> Read<V::Value> {
        match self.string()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn truth<V: Visitor<'de>>(&mut self, visitor: V) -> Read<V::Value> {
        let truth = self.is("true");
        if truth || self.is("false") { visitor.visit_bool(truth) } else { Err(Unreadable) }
    }

    fn nothing<V: Visitor<'de>>(&mut self, visitor: V) -> Read<V::Value> {
        if self.is("null") { visitor.visit_unit() } else { Err(Unreadable) }
    }

    fn part<V: Visitor<'de>>(&mut self, visitor: V) -> Read<V::Value> {
        visitor.visit_f64(self.fraction()?)
    }

    fn whole<V: Visitor<'de>>(&mut self, visitor: V) -> Read<V::Value> {
        visitor.visit_i64(self.number()?)
    }
}

struct Items<'a, 'de> {
    reader: &'a mut Reader<'de>,
    is_first: bool,
    ended: bool,
}

impl Items<'_, '_> {
    fn more(&mut self, end: u8) -> Read<bool> {
        let more = !self.ended && self.reader.more(&mut self.is_first, end)?;
        self.ended = !more;
        Ok(more)
    }
}

impl<'de> SeqAccess<'de> for &mut Items<'_, 'de> {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        if self.more(b']')? { seed.deserialize(&mut *self.reader).map(Some) } else { Ok(None) }
    }
}

impl<'de> MapAccess<'de> for &mut Items<'_, 'de> {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        if self.more(b'}')? { seed.deserialize(&mut *self.reader).map(Some) } else { Ok(None) }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Read<V::Value> {
        self.reader.eat(b':')?;
        seed.deserialize(&mut *self.reader)
    }
}

/// A variant by its name, or an object of its name and what is in it.
impl<'de> EnumAccess<'de> for &mut Reader<'de> {
    type Error = Unreadable;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Read<(V::Value, Self)> {
        let name = seed.deserialize(&mut *self)?;
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for &mut Reader<'de> {
    type Error = Unreadable;

    fn unit_variant(self) -> Read<()> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Read<T::Value> {
        self.eat(b':')?;
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<V::Value> {
        self.eat(b':')?;
        self.list(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Read<V::Value> {
        self.eat(b':')?;
        self.object(visitor)
    }
}

/// Methods that read alike.
macro_rules! alike {
    ($as:ident: $($method:ident($($arg:ty),*))*) => {$(
        fn $method<V: Visitor<'de>>(self, $(_: $arg,)* visitor: V) -> Read<V::Value> {
            self.$as(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Unreadable;

    alike! { truth: deserialize_bool() }
    alike! { whole: deserialize_i8() deserialize_i16() deserialize_i32() deserialize_i64() deserialize_u8() deserialize_u16() deserialize_u32() deserialize_u64() }
    alike! { part: deserialize_f32() deserialize_f64() }
    alike! { word: deserialize_char() deserialize_str() deserialize_string() deserialize_identifier() deserialize_bytes() deserialize_byte_buf() }
    alike! { nothing: deserialize_unit() deserialize_unit_struct(&'static str) }
    alike! { list: deserialize_seq() deserialize_tuple(usize) deserialize_tuple_struct(&'static str, usize) }
    alike! { object: deserialize_map() deserialize_struct(&'static str, &'static [&'static str]) }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.peek() {
            Some(b'{') => self.object(visitor),
            Some(b'[') => self.list(visitor),
            Some(b'"') => self.word(visitor),
            Some(b't' | b'f') => self.truth(visitor),
            Some(b'n') => self.nothing(visitor),
            _ => self.whole(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        if self.is("null") { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Read<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        if self.peek() != Some(b'{') {
            return visitor.visit_enum(self);
        }
        self.eat(b'{')?;
        let value = visitor.visit_enum(&mut *self)?;
        self.eat(b'}')?;
        Ok(value)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.skip()?;
        visitor.visit_unit()
    }
}

#[cfg(test)]
mod tests;
