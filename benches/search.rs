//! Measures how long a search takes. The figures are printed and never judged. `./dev bench` runs it.

#![expect(clippy::print_stdout, reason = "the figures are printed")]

use std::hint::black_box;
use std::time::Instant;

use jiff::civil::date;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::event::participant::{Affiliation, Participant};
use tsudoi::domain::event::place::Location;
use tsudoi::domain::id::{CalendarId, EventId, LocalId};
use tsudoi::domain::search::index::Index;
use tsudoi::domain::search::query::{SearchQuery, Wanted};
use tsudoi::domain::time::{When, plus_days};

/// Returns an invented event: a title and a description of its own, one of 40 rooms, 5 of 2,000 people.
fn entry(number: usize) -> Entry {
    let words = ["執行委員会", "学習会", "団体交渉", "レクリエーション", "支部オルグ"];
    let word = words.get(number % words.len()).copied().unwrap_or_default();
    let days = i32::try_from(number % 3652).unwrap_or(0);
    let when = When::AllDay { first: plus_days(date(2020, 1, 1), days), days: 1 };
    let title = format!("第{number}回 {word}");
    let mut event = Event::new(EventId::new(format!("e{number:06}")), title, when);
    event.description = format!("{word}の案内です。資料は前日までに配ります。整理番号 {number}。");
    let name = format!("見本会館 {}号室", number % 40);
    event.locations.insert(LocalId::new("v"), Location { name, ..Location::default() });
    for place in 0..5 {
        let person = (number * 7 + place * 397) % 2000;
        let affiliation = Affiliation {
            organization: format!("見本{}労働組合", person % 50),
            ..Affiliation::default()
        };
        let participant = Participant {
            name: format!("見本 太郎{person}"),
            name_kana: format!("みほん たろう{person}"),
            affiliation: Some(Box::new(affiliation)),
            ..Participant::default()
        };
        event.participants.insert(LocalId::new(format!("p{place}")), participant);
    }
    Entry::local(event, CalendarId::new("union"))
}

fn main() {
    let entries: Vec<Entry> = (0..50_000).map(entry).collect();
    let began = Instant::now();
    let mut index = Index::default();
    for entry in &entries {
        index.add(entry);
    }
    let megabytes = index.bytes() >> 20;
    println!("50,000 events: built in {:?}, {megabytes} MB", began.elapsed());
    let today = date(2024, 11, 1);
    for typed in ["学習会", "れくりえーしょん", "太郎19 団体交渉 7号", "整理番号 4999"]
    {
        let mut text = String::new();
        for sign in typed.chars() {
            text.push(sign);
            let query = SearchQuery::new(&text);
            let began = Instant::now();
            let found = black_box(index.search(&query, &Wanted::default(), today, 100));
            println!("{text}: {:?}, {} found", began.elapsed(), found.count);
        }
        let began = Instant::now();
        black_box(index.clone().search(&SearchQuery::new("無い"), &Wanted::default(), today, 100));
        println!("cleared: {:?}", began.elapsed());
    }
}
