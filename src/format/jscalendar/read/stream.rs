//! Streams through a file: each entry is read, moved into the domain and dropped, so that a file that stops in the
//! middle keeps what came before.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::format::issue::Reason;
use crate::format::jscalendar::read::document::{DecodeDraft, EntryList, GroupItem};
use crate::format::jscalendar::read::foreign::{ForeignReading, Services};
use crate::format::jscalendar::read::notes::{Notes, PointerPath};
use crate::format::json::read::{KeySeed, Limits, Meter, SyntaxError, ValueSeed};
use crate::format::json::value::Value;

/// Reads a text as far as possible.
pub(crate) fn read<'v>(
    text: &'v str,
    limits: &Limits,
    foreign: Option<ForeignReading<'v>>,
) -> (DecodeDraft<'v>, Option<SyntaxError>) {
    let mut notes = Notes::new(text, limits);
    notes.services = Services::new(foreign);
    let mut draft = DecodeDraft::of(notes, limits);
    let meter = Meter::new(limits);
    let mut parser = serde_json::Deserializer::from_str(text);
    let top = Top { draft: &mut draft, meter: &meter, index: None };
    let result = top.deserialize(&mut parser).and_then(|()| parser.end());
    (draft, result.err().map(|error| SyntaxError::of(&error, text)))
}

/// The top level of a file, or an array there.
struct Top<'d, 'm, 'v> {
    draft: &'d mut DecodeDraft<'v>,
    meter: &'m Meter<'m>,
    index: Option<usize>,
}

impl Top<'_, '_, '_> {
    fn scalar(self, what: &'static str) {
        match self.index {
            None => self.draft.other = Some(what),
            Some(index) => {
                self.draft
                    .notes
                    .add(&PointerPath::Index(&PointerPath::Root, index), Reason::NotAnEntry);
            }
        }
    }
}

impl<'v> DeserializeSeed<'v> for Top<'_, '_, 'v> {
    type Value = ();

    fn deserialize<D: Deserializer<'v>>(self, parser: D) -> Result<(), D::Error> {
        parser.deserialize_any(self)
    }
}

impl<'v> Visitor<'v> for Top<'_, '_, 'v> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a group or an entry")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.scalar("null");
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        self.scalar("true or false");
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        self.scalar("a number");
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        self.scalar("a number");
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        self.scalar("a number");
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        self.scalar("a text");
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'v>>(self, mut items: A) -> Result<(), A::Error> {
        if self.index.is_some() {
            while items.next_element::<IgnoredAny>()?.is_some() {}
            self.scalar("an array");
            return Ok(());
        }
        self.draft.other = Some("an array");
        let mut index = 0;
        loop {
            let top = Top { draft: &mut *self.draft, meter: self.meter, index: Some(index) };
            if items.next_element_seed(top)?.is_none() {
                return Ok(());
            }
            index += 1;
            if index > self.draft.limits.entries {
                self.draft.notes.add(&PointerPath::Root, Reason::TooManyEntries);
                while items.next_element::<IgnoredAny>()?.is_some() {}
                return Ok(());
            }
        }
    }

    fn visit_map<A: MapAccess<'v>>(self, mut fields: A) -> Result<(), A::Error> {
        let draft = self.draft;
        draft.items.push(GroupItem { index: self.index, ..GroupItem::default() });
        self.meter.reset();
        let mut is_group = true;
        while let Some(name) = fields.next_key_seed(KeySeed)? {
            if let Some(list) = EntryList::named(&name).filter(|_| is_group) {
                if let Some(item) = draft.items.last_mut() {
                    item.list = list;
                }
                fields.next_value_seed(Entries { draft: &mut *draft, meter: self.meter })?;
                self.meter.reset();
                continue;
            }
            let value = fields.next_value_seed(ValueSeed::new(self.meter))?;
            if name == "@type" {
                is_group =
                    !matches!(&value, Value::Text(sort) if sort == "Event" || sort == "Task");
            }
            let most = draft.limits.values;
            if let Some(item) = draft.items.last_mut().filter(|item| item.fields.0.len() < most) {
                item.fields.0.push((name, value));
            }
        }
        Ok(())
    }
}

/// The list of entries of a group.
struct Entries<'d, 'm, 'v> {
    draft: &'d mut DecodeDraft<'v>,
    meter: &'m Meter<'m>,
}

impl Entries<'_, '_, '_> {
    /// Handles entries that are not a list: they are noted with the other fields.
    fn misfit(self) {
        if let Some(item) =
            self.draft.items.last_mut().filter(|item| item.list == EntryList::Entries)
        {
            item.fields.0.push((Cow::Borrowed("entries"), Value::Null));
        }
    }
}

impl<'v> DeserializeSeed<'v> for Entries<'_, '_, 'v> {
    type Value = ();

    fn deserialize<D: Deserializer<'v>>(self, parser: D) -> Result<(), D::Error> {
        parser.deserialize_any(self)
    }
}

impl<'v> Visitor<'v> for Entries<'_, '_, 'v> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of entries")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.misfit();
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        self.misfit();
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        self.misfit();
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        self.misfit();
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        self.misfit();
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        self.misfit();
        Ok(())
    }

    fn visit_map<A: MapAccess<'v>>(self, mut fields: A) -> Result<(), A::Error> {
        while fields.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        self.misfit();
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'v>>(self, mut items: A) -> Result<(), A::Error> {
        if let Some(item) = self.draft.items.last_mut() {
            item.has_entries |= item.list == EntryList::Entries;
        }
        let mut index = 0;
        loop {
            self.meter.reset();
            let Some(value) = items.next_element_seed(ValueSeed::new(self.meter))? else {
                return Ok(());
            };
            if !self.draft.entry(index, value) {
                while items.next_element::<IgnoredAny>()?.is_some() {}
                return Ok(());
            }
            index += 1;
        }
    }
}
