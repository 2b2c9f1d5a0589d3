//! The spare: a second copy of the stored records, in two files beside the database, so that it does not share the
//! database's fate. Each file is one generation. Only the worker reads and writes it.
//!
//! ```text
//! 16 bytes  "tsudoi spare 001"
//! 32 bytes  SHA-256 of the rest of the front
//!  8 bytes  number of the generation          (numbers are little-endian)
//!  8 bytes  revision of the store
//!  8 bytes  length of the list in bytes
//!  list      when it was written: 4 bytes length, text; then for each record
//!            1 byte kind, 4 bytes length of the key, 4 bytes length of the text, 32 bytes SHA-256 of the text, the key
//!  texts     in the order of the list
//! ```
//!
//! Everything before the texts is the front. A writer writes the texts first and the front last, so that a half-written
//! file has no front and is no generation.
//!
//! Invariant: a text that is read is the text that was written. What does not fit its digest is missing.

use std::borrow::Cow;

use sha2::{Digest as _, Sha256};

use crate::domain::gather::ordered;
use crate::domain::time::UtcTime;
use crate::format::clock;

/// The first bytes of a file, with the version of this layout.
const MAGIC: &[u8; 16] = b"tsudoi spare 001";

/// The length of the front without its list.
pub const HEAD_LENGTH: usize = 16 + 32 + 8 + 8 + 8;

/// Where the digested part of the front begins.
const DIGESTED_FROM: usize = 16 + 32;

/// A SHA-256 digest.
pub type Digest = [u8; 32];

/// One generation of the spare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generation<'a> {
    /// Its number; the newer generation has the higher number.
    pub number: u64,
    /// The revision of the store whose records it holds.
    pub revision: u64,
    /// When it was written.
    pub saved_at: UtcTime,
    /// The records.
    pub records: Vec<SpareRecord<'a>>,
}

/// One record of a generation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpareRecord<'a> {
    /// What it is.
    pub kind: RecordKind,
    /// Its key in the store; empty for the calendars.
    pub key: Cow<'a, str>,
    /// The digest of its text.
    pub digest: Digest,
    /// The length of its text in bytes.
    pub length: u32,
    /// Its text; `None` if the file is damaged there.
    pub text: Option<&'a str>,
}

/// The kinds of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordKind {
    /// The list of calendars.
    Calendars,
    /// A shard.
    Shard,
    /// An operation of the journal; its key is its number.
    Operation,
    /// The change that undoes the operation of that number.
    Undo,
}

impl Generation<'_> {
    /// Whether no text is missing.
    pub fn is_whole(&self) -> bool {
        self.missing() == 0
    }

    /// Returns how many texts are missing.
    pub fn missing(&self) -> usize {
        self.records.iter().filter(|record| record.text.is_none()).count()
    }
}

impl<'a> SpareRecord<'a> {
    /// Makes the record of a text. `known` is its digest, if that is known already.
    pub fn of(
        kind: RecordKind,
        key: impl Into<Cow<'a, str>>,
        text: &'a str,
        known: Option<Digest>,
    ) -> Self {
        let digest = known.unwrap_or_else(|| digest(text.as_bytes()));
        // A text of 4 GB does not fit into the memory of WebAssembly.
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        Self { kind, key: key.into(), digest, length, text: Some(text) }
    }
}

/// Writes the front of a file. The texts of the records follow it.
pub fn encode_front(generation: &Generation<'_>) -> Vec<u8> {
    let Generation { number, revision, saved_at, records } = generation;
    let mut list = Vec::new();
    put_text(&mut list, &clock::moment_text(*saved_at));
    for SpareRecord { kind, key, digest, length, text: _ } in records {
        list.push(byte_of(*kind));
        list.extend(length_of(key));
        list.extend(length.to_le_bytes());
        list.extend(digest);
        list.extend(key.as_bytes());
    }
    let mut digested = Vec::with_capacity(24 + list.len());
    digested.extend(number.to_le_bytes());
    digested.extend(revision.to_le_bytes());
    digested.extend(u64::try_from(list.len()).unwrap_or(u64::MAX).to_le_bytes());
    digested.extend(list);
    let mut front = Vec::with_capacity(DIGESTED_FROM + digested.len());
    front.extend(MAGIC);
    front.extend(digest(&digested));
    front.extend(digested);
    front
}

/// Returns the length of the front of a file, of which at least the first [`HEAD_LENGTH`] bytes are given; `None` if it
/// is no generation.
pub fn front_length(bytes: &[u8]) -> Option<usize> {
    if !bytes.starts_with(MAGIC) {
        return None;
    }
    let length = Reader(bytes.get(HEAD_LENGTH - 8..)?).number()?;
    usize::try_from(length).ok()?.checked_add(HEAD_LENGTH)
}

/// Reads a file, or only its front, in which case all texts are missing. Returns `None` if it is no generation: the
/// front is damaged, or the file was not written to its end.
pub fn decode(bytes: &[u8]) -> Option<Generation<'_>> {
    let front_length = front_length(bytes)?;
    let digested = bytes.get(DIGESTED_FROM..front_length)?;
    if bytes.get(16..DIGESTED_FROM)? != digest(digested) {
        return None;
    }
    let mut front = Reader(digested);
    let (number, revision) = (front.number()?, front.number()?);
    front.number()?;
    let saved_length = front.length()?;
    let saved_at = clock::parse_utc(front.text(saved_length)?)?;
    let mut records = Vec::new();
    let mut text_from = front_length;
    while !front.0.is_empty() {
        let kind = kind_of(front.take(1)?)?;
        let (key_length, length) = (front.length()?, front.length()?);
        let wanted: Digest = front.take(32)?.try_into().ok()?;
        let key = Cow::Borrowed(front.text(key_length)?);
        let text_to = text_from.checked_add(usize::try_from(length).ok()?)?;
        let text = bytes.get(text_from..text_to).filter(|text| digest(text) == wanted);
        let text = text.and_then(|text| std::str::from_utf8(text).ok());
        records.push(SpareRecord { kind, key, digest: wanted, length, text });
        text_from = text_to;
    }
    Some(Generation { number, revision, saved_at, records })
}

/// Returns what to restore: the newest generation, if it is whole or the other one has the texts that it lacks; else
/// the newest whole one; else as much of the newest as can be read.
pub fn best(generations: Vec<Generation<'_>>) -> Option<Generation<'_>> {
    let generations = ordered(generations, |a, b| b.number.cmp(&a.number));
    let mut newest = generations.first()?.clone();
    let older = || generations.iter().skip(1);
    for record in newest.records.iter_mut().filter(|record| record.text.is_none()) {
        // Texts of one digest are the same text.
        record.text = older()
            .flat_map(|generation| &generation.records)
            .filter(|other| other.digest == record.digest)
            .find_map(|other| other.text);
    }
    if newest.is_whole() {
        return Some(newest);
    }
    Some(older().find(|generation| generation.is_whole()).cloned().unwrap_or(newest))
}

/// Returns whether the next generation replaces the second of two files, and not the first: never the better one.
pub fn replaces_second(files: [Option<&Generation<'_>>; 2]) -> bool {
    let rank = |file: Option<&Generation<'_>>| file.map(|it| (it.is_whole(), it.number));
    let [first, second] = files.map(rank);
    second < first
}

/// Returns the digest of some bytes.
fn digest(bytes: &[u8]) -> Digest {
    Sha256::digest(bytes).into()
}

fn byte_of(kind: RecordKind) -> u8 {
    match kind {
        RecordKind::Calendars => b'c',
        RecordKind::Shard => b's',
        RecordKind::Operation => b'o',
        RecordKind::Undo => b'u',
    }
}

fn kind_of(byte: &[u8]) -> Option<RecordKind> {
    match byte {
        b"c" => Some(RecordKind::Calendars),
        b"s" => Some(RecordKind::Shard),
        b"o" => Some(RecordKind::Operation),
        b"u" => Some(RecordKind::Undo),
        _ => None,
    }
}

fn length_of(text: &str) -> [u8; 4] {
    u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes()
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    out.extend(length_of(text));
    out.extend(text.as_bytes());
}

/// Reads from the front of some bytes; each call returns `None` if there are too few.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    fn length(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn text(&mut self, length: u32) -> Option<&'a str> {
        std::str::from_utf8(self.take(usize::try_from(length).ok()?)?).ok()
    }
}
