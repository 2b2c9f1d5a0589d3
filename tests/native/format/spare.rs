//! The spare: whatever happens to its two files, what is read of them is what was written.

#![expect(clippy::indexing_slicing, reason = "the tests cut and damage bytes where they know them")]

use expect_test::expect;
use jiff::civil::date;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use tsudoi::domain::time::UtcTime;
use tsudoi::format::stored::spare::{
    Generation, HEAD_LENGTH, RecordKind, SpareRecord, best, decode, encode_front, front_length,
    replaces_second,
};
use tsudoi::format::stored::spare_message::{SpareAnswer, SpareExtent, SpareOffer, SpareRequest};

use crate::support::generate::moment;

type Texts = Vec<(RecordKind, String, String)>;

fn noon() -> UtcTime {
    UtcTime(date(2026, 11, 29).at(12, 0, 0, 0))
}

fn generation(number: u64, texts: &Texts) -> Generation<'_> {
    let records = texts
        .iter()
        .map(|(kind, key, text)| SpareRecord::of(*kind, key.as_str(), text, None))
        .collect();
    Generation { number, revision: number * 10, saved_at: noon(), records }
}

fn file(number: u64, texts: &Texts) -> Vec<u8> {
    let mut bytes = encode_front(&generation(number, texts));
    for (_, _, text) in texts {
        bytes.extend(text.as_bytes());
    }
    bytes
}

fn few() -> Texts {
    vec![
        (RecordKind::Calendars, String::new(), "暦".to_owned()),
        (RecordKind::Shard, "2026-11|c".to_owned(), "十一月".to_owned()),
        (RecordKind::Undo, "1".to_owned(), String::new()),
    ]
}

/// Another state of [`few`]: one text is new, one is the same.
fn later() -> Texts {
    let mut texts = few();
    "十一月と十二月".clone_into(&mut texts[1].2);
    texts
}

/// What is read is what was written, or it is missing.
fn assert_true(read: &Generation<'_>, written: &[&Texts]) {
    for record in &read.records {
        let Some(text) = record.text else { continue };
        let is_it = |it: &&(RecordKind, String, String)| {
            it.0 == record.kind && it.1 == record.key && it.2 == text
        };
        assert!(written.iter().any(|texts| texts.iter().any(|it| is_it(&it))), "{record:?}");
    }
}

fn texts() -> impl Strategy<Value = Texts> {
    let kinds =
        vec![RecordKind::Calendars, RecordKind::Shard, RecordKind::Operation, RecordKind::Undo];
    vec((select(kinds), "\\PC{0,6}|a\nb", "\\PC{0,40}"), 0..6)
}

/// One fault of a disk.
#[derive(Clone, Debug)]
enum Fault {
    Cut(usize),
    Flip(usize, u8),
    Zeros(usize, usize),
    Swap(usize, usize),
}

fn fault() -> impl Strategy<Value = Fault> {
    let at = 0_usize..2000;
    prop_oneof![
        at.clone().prop_map(Fault::Cut),
        (at.clone(), 0_u8..8).prop_map(|(at, bit)| Fault::Flip(at, bit)),
        (at.clone(), 1_usize..64).prop_map(|(at, count)| Fault::Zeros(at, count)),
        (at.clone(), at).prop_map(|(a, b)| Fault::Swap(a, b)),
    ]
}

fn damage(bytes: &mut Vec<u8>, fault: &Fault) {
    let length = bytes.len();
    if length == 0 {
        return;
    }
    match *fault {
        Fault::Cut(at) => bytes.truncate(at % length),
        Fault::Flip(at, bit) => bytes[at % length] ^= 1 << bit,
        Fault::Zeros(at, count) => {
            bytes.iter_mut().skip(at % length).take(count).for_each(|it| *it = 0);
        }
        Fault::Swap(a, b) => bytes.swap(a % length, b % length),
    }
}

#[test]
fn a_file_cut_anywhere_holds_no_wrong_text() {
    let texts = few();
    let bytes = file(1, &texts);
    for length in 0..bytes.len() {
        match decode(&bytes[..length]) {
            Some(read) => {
                assert!(!read.is_whole() || length >= bytes.len());
                assert_true(&read, &[&texts]);
            }
            None => assert!(length < encode_front(&generation(1, &texts)).len()),
        }
    }
    assert_eq!(decode(&bytes), Some(generation(1, &texts)));
}

#[test]
fn with_any_bit_flipped_in_one_file_everything_is_still_there() {
    let (old, new) = (few(), later());
    let files = [file(1, &old), file(2, &new)];
    for damaged in 0..2 {
        for bit in 0..files[damaged].len() * 8 {
            let mut files = files.clone();
            files[damaged][bit / 8] ^= 1 << (bit % 8);
            let found = best(files.iter().filter_map(|bytes| decode(bytes)).collect());
            let found = found.expect("one file is as it was");
            let expected = [generation(1, &old), generation(2, &new)];
            assert!(expected.contains(&found), "bit {bit} of file {damaged}: {found:?}");
            // A text that both have is taken from the other file, so most of the faults lose nothing new.
            assert!(damaged == 1 || found.number == 2);
        }
    }
}

#[test]
fn a_writer_stopped_at_any_byte_leaves_a_whole_generation() {
    let (old, new, next) = (few(), later(), few());
    let [first, second] = [file(1, &old), file(2, &new)];
    let front = encode_front(&generation(3, &next)).len();
    let last = file(3, &next);
    let generations = [decode(&first), decode(&second)];
    assert!(!replaces_second([generations[0].as_ref(), generations[1].as_ref()]));
    // The texts are written first, behind a gap for the front.
    let mut states: Vec<Vec<u8>> = vec![Vec::new()];
    for length in front..=last.len() {
        states.push([vec![0; front], last[front..length].to_vec()].concat());
    }
    for length in 0..front {
        states.push([&last[..length], &vec![0; front - length], &last[front..]].concat());
    }
    for state in states {
        let found = best([&state, &second].iter().filter_map(|bytes| decode(bytes)).collect());
        assert_eq!(found, Some(generation(2, &new)));
        let half = decode(&state);
        assert!(!replaces_second([half.as_ref(), generations[1].as_ref()]));
    }
    let found = best([&last, &second].iter().filter_map(|bytes| decode(bytes)).collect());
    assert_eq!(found, Some(generation(3, &next)));
}

#[test]
fn a_better_file_is_never_written_over() {
    let texts = few();
    let bytes = [file(4, &texts), file(5, &texts)];
    let cut = &bytes[1][..bytes[1].len() - 1];
    let (older, newer) = (decode(&bytes[0]), decode(&bytes[1]));
    let damaged = decode(cut);
    assert!(damaged.as_ref().is_some_and(|it| !it.is_whole()));
    let list = [
        replaces_second([None, None]),
        replaces_second([older.as_ref(), None]),
        replaces_second([None, older.as_ref()]),
        replaces_second([older.as_ref(), newer.as_ref()]),
        replaces_second([newer.as_ref(), older.as_ref()]),
        replaces_second([older.as_ref(), damaged.as_ref()]),
        replaces_second([damaged.as_ref(), older.as_ref()]),
    ];
    expect!["[false, true, false, false, true, true, false]"].assert_eq(&format!("{list:?}"));
}

#[test]
fn the_front_can_be_read_alone() {
    let bytes = file(7, &few());
    let length = front_length(&bytes[..HEAD_LENGTH]).expect("it is a front");
    let front = decode(&bytes[..length]).expect("it is a front");
    assert_eq!((front.number, front.revision, front.missing()), (7, 70, 3));
    for other in [&b""[..], b"tsudoi spare 002", b"{}", &[0; 100]] {
        assert_eq!((front_length(other), decode(other)), (None, None));
    }
}

proptest! {
    #[test]
    fn what_was_written_is_read(texts in texts(), number in any::<u32>(), at in moment()) {
        let generation = Generation { saved_at: at, ..generation(u64::from(number), &texts) };
        let mut bytes = encode_front(&generation);
        for (_, _, text) in &texts {
            bytes.extend(text.as_bytes());
        }
        prop_assert_eq!(decode(&bytes), Some(generation));
    }

    #[test]
    fn no_fault_makes_a_wrong_text(
        old in texts(),
        new in texts(),
        faults in vec((any::<bool>(), fault()), 0..5),
    ) {
        let mut files = [file(1, &old), file(2, &new)];
        for (is_new, fault) in &faults {
            damage(&mut files[usize::from(*is_new)], fault);
        }
        let found = best(files.iter().filter_map(|bytes| decode(bytes)).collect());
        if let Some(found) = found {
            assert_true(&found, &[&old, &new]);
        } else {
            prop_assert!(faults.len() > 1);
        }
    }

    #[test]
    fn a_request_and_an_answer_are_read_as_they_were_written(
        at in moment(),
        declined in option::of(moment()),
        number in any::<u64>(),
        bytes in any::<u32>(),
    ) {
        for request in [
            SpareRequest::Keep { now: at, declined },
            SpareRequest::Look,
            SpareRequest::Restore { now: at },
        ] {
            let text = request.encode("tsudoi-1");
            prop_assert_eq!(SpareRequest::decode(&text), Some(("tsudoi-1", request)));
        }
        let offer = |extent| SpareAnswer::Offer(SpareOffer { saved_at: at, extent, missing: number });
        for answer in [
            SpareAnswer::Nothing,
            SpareAnswer::Kept { saved_at: at, bytes },
            SpareAnswer::Suspect,
            offer(SpareExtent::Everything { event_count: number }),
            offer(SpareExtent::Parts { count: number }),
            SpareAnswer::Restored { revision: number },
            SpareAnswer::Failed,
        ] {
            prop_assert_eq!(SpareAnswer::decode(&answer.encode()), Some(answer));
        }
    }
}
