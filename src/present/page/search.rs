//! The content of the search page: the number of results, and the best ones with their matches marked.

use jiff::civil::Date;

use crate::domain::almanac::Almanac;
use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::event::free_text::free_texts_of_instance;
use crate::domain::event::participant::{Participant, Role};
use crate::domain::search::carried::carried_texts;
use crate::domain::search::index::Index;
use crate::domain::search::nearest::nearest;
use crate::domain::search::numbered_instance::{instance_asked, with_numbers};
use crate::domain::search::query::{SearchQuery, Wanted};
use crate::domain::search::texts::{event_texts, first_on, person_texts};
use crate::domain::series::occurrence::{Occurrence, instance_with};
use crate::domain::series::repeat::Patch;
use crate::domain::sorted_map::SortedMap;
use crate::domain::time::days_off::LocalContext;
use crate::domain::time::{Days, Month, signed_days_between};
use crate::i18n::Messages;
use crate::present::card::{Card, card};
use crate::present::natural::named::{DaysNamed, days_named};
use crate::present::route::filter::Filter;
use crate::present::route::path::{DayView, Path};
use crate::present::route::search_query::{SearchSpan, Seek};
use crate::present::text::people;
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// How many people are named at most.
const MOST_PEOPLE: usize = 3;

/// How many characters of a description are shown before a match, and after its beginning.
const BEFORE: usize = 16;
const AFTER: usize = 64;

/// The results.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// The number of all results.
    pub count: usize,
    /// `12件見つかりました`.
    pub count_text: String,
    /// The best results.
    pub cards: Vec<ResultCard>,
    /// Whether there are more.
    pub has_more: bool,
}

/// One result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultCard {
    /// The event on its day.
    pub card: Card,
    /// The time with the day: `11月1日(金) 14:00～16:00`.
    pub when: String,
    /// 今日, 明日, 3日後, for a near day.
    pub relative: Option<String>,
    /// Its title.
    pub title: Vec<Piece>,
    /// Its place.
    pub place: Vec<Piece>,
    /// The other matches.
    pub lines: Vec<ResultLine>,
}

/// A match outside of title and venue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultLine {
    /// 参加者, 主催, プログラム, 内容.
    pub label: &'static str,
    /// The text.
    pub pieces: Vec<Piece>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether it matches.
    pub is_marked: bool,
}

/// What a person asks of the search page.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The events.
    pub almanac: &'a Almanac,
    /// The conditions.
    pub seek: &'a Seek,
    /// Who asks, and when.
    pub viewer: &'a Viewer,
    /// How many results are shown.
    pub limit: usize,
}

/// Searches, and builds the content of the page. A day, a month or a year that the words name means what takes place
/// then as well as the texts that hold it.
pub fn results(index: &mut Index, asked: &Asked<'_>) -> Results {
    let Asked { almanac, seek, viewer, limit } = *asked;
    let named = days_named(&seek.text, viewer.today).filter(|_| seek.span == SearchSpan::Any);
    let mut query = SearchQuery::new(&seek.text);
    let most = if named.is_some() { usize::MAX } else { limit };
    let off = viewer.days_off();
    let numbered = with_numbers(index, almanac, &query, &off);
    let wanted = Wanted { numbered, ..seek.wanted(index, almanac, viewer) };
    let mut found = index.search(&query, &wanted, viewer.today, most);
    let named = named.filter(|named| found.count == 0 || named.is_apart);
    let on_days = named.map(|DaysNamed { days, rest, is_apart: _ }| {
        let seek = Seek { text: rest, ..seek.clone() };
        let wanted = seek.wanted_on(days.clone(), index, almanac, viewer);
        let rest = SearchQuery::new(&seek.text);
        found.add(index.search(&rest, &wanted, viewer.today, most));
        query = query.with(&rest);
        (days, rest)
    });
    found.best.truncate(limit);
    let entries = found.best.iter().filter_map(|hit| almanac.entry(&hit.id));
    let cards: Vec<ResultCard> =
        entries.map(|entry| result_card(asked, entry, &query, on_days.as_ref())).collect();
    Results {
        count: found.count,
        count_text: viewer.messages.search_found(found.count),
        cards,
        has_more: found.best.len() < found.count,
    }
}

/// A link to the day or the month that the words name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jump {
    /// `12月22日(火)へ`.
    pub text: String,
    /// The address of its page.
    pub path: String,
}

/// Returns where the words lead if they name a day or a month.
pub fn jump(text: &str, viewer: &Viewer) -> Option<Jump> {
    let days = days_named(text, viewer.today)?.days.first().copied()?;
    let month = Month::of(days.first);
    let filter = Filter::default();
    let (when, path) = if days == Days::month(month) {
        let path = Path::Month { month: Some(month), day: None, filter };
        (viewer.messages.month(month), path)
    } else {
        let day = days.first;
        (time::day(viewer, day), Path::Day { day, view: DayView::List, filter })
    };
    Some(Jump { text: viewer.messages.search_jump(&when), path: path.format() })
}

/// Splits a text into pieces, with the matches marked.
pub fn pieces(text: &str, query: &SearchQuery) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut push = |text: Option<&str>, is_marked| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            pieces.push(Piece { text: text.to_owned(), is_marked });
        }
    };
    let mut from = 0;
    for mark in query.marks(text) {
        push(text.get(from..mark.start), false);
        from = mark.end;
        push(text.get(mark), true);
    }
    push(text.get(from..), false);
    pieces
}

fn result_card(
    Asked { almanac, viewer, .. }: &Asked<'_>,
    entry: &Entry,
    query: &SearchQuery,
    on_days: Option<&(Vec<Days>, SearchQuery)>,
) -> ResultCard {
    let off = viewer.days_off();
    let on_day = on_days.and_then(|(days, rest)| first_on(entry, days, rest, &off));
    let occurrence = on_day.unwrap_or_else(|| meant(entry, query, viewer.today, &off));
    // An instance with its own facts shows those.
    let own = occurrence.patch.map(|_| occurrence.standalone(&off));
    let event = own.as_ref().unwrap_or(&entry.event);
    let day = occurrence.days.first;
    let card = card(almanac, &occurrence, day, viewer);
    let lacking = query.lacking(&[&card.title, &card.place]);
    ResultCard {
        when: time::when(viewer, &occurrence.when),
        relative: time::relative(viewer, &occurrence.when),
        title: pieces(&card.title, query),
        place: pieces(&card.place, query),
        lines: lines(event, &lacking, query, viewer),
        card,
    }
}

/// Returns the time of an event that a person means: of a series, the instance with the number that the words say, or
/// else the one nearest to today that has words of its own which the series lacks, or else the nearest of all.
pub fn meant<'a>(
    entry: &'a Entry,
    query: &SearchQuery,
    today: Date,
    off: &'a dyn LocalContext,
) -> Occurrence<'a> {
    if let Some(numbered) = instance_asked(entry, query, today, off) {
        return numbered;
    }
    let overrides = entry.event.repeat.iter().flat_map(|repeat| &repeat.overrides);
    let mut patches = overrides.filter_map(|(at, own)| Some((at, own.patch()?))).peekable();
    if patches.peek().is_some() {
        let texts = event_texts(&entry.event);
        let lacking = query.lacking(&texts);
        let has_words = |patch: &Patch| {
            let mut is_found = false;
            free_texts_of_instance(patch, &mut |_, text| is_found |= lacking.touches(text));
            is_found || patch.participants.values().any(|person| touches(person, &lacking))
        };
        let near = patches.filter(|(_, patch)| !lacking.is_empty() && has_words(patch));
        let nearest =
            near.min_by_key(|(at, _)| signed_days_between(today, at.date()).unsigned_abs());
        if let Some(own) = nearest.and_then(|(at, _)| instance_with(entry, *at, off)) {
            return own;
        }
    }
    nearest(entry, today, off)
}

/// Returns the lines with the words that neither title nor venue contains.
fn lines(
    event: &Event,
    lacking: &SearchQuery,
    query: &SearchQuery,
    viewer: &Viewer,
) -> Vec<ResultLine> {
    let messages = viewer.messages;
    let mut lines = Vec::new();
    let mut push = |label, text: String| {
        lines.push(ResultLine { label, pieces: pieces(&text, query) });
    };
    let others = event.locations.values().map(|place| place.name.as_str());
    let others = others.chain(event.virtual_locations.values().map(|place| place.name.as_str()));
    if let Some(place) = others.into_iter().find(|name| lacking.touches(name)) {
        push(messages.event_other_places(), place.trim().to_owned());
    }
    let mut by_part: SortedMap<Part, Vec<&Participant>> = SortedMap::new();
    for person in event.participants.values().filter(|person| touches(person, lacking)) {
        by_part.get_or_default(Part::of(event, person)).push(person);
    }
    for (part, people) in by_part {
        let named = people.iter().take(MOST_PEOPLE).map(|it| person(it, lacking, viewer));
        let mut named = named.collect::<Vec<_>>().join(messages.joiner());
        if let Some(more) = people.len().checked_sub(MOST_PEOPLE).filter(|more| *more > 0) {
            let more = messages.search_more_people(more);
            named = format!("{named}{}{more}", messages.joiner());
        }
        push(part.label(messages), named);
    }
    let parts = event.parts();
    let texts = parts.iter().flat_map(|part| [&part.title, &part.description]);
    if let Some(text) = texts.into_iter().find(|text| lacking.touches(text)) {
        push(messages.event_programme(), excerpt(text, lacking));
    }
    let texts = std::iter::once(&event.description)
        .chain(event.links.values().map(|link| &link.title))
        .chain(&event.keywords)
        .map(String::as_str);
    let mut carried = Vec::new();
    carried_texts(&event.foreign, &mut |text| carried.push(text));
    if let Some(text) = texts.chain(carried).find(|text| lacking.touches(text)) {
        push(messages.event_description(), excerpt(text, lacking));
    }
    lines
}

/// What a person or an organisation of an event is to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Participant,
    SpeakerOrGuest,
    Organizer,
    Contact,
}

impl Part {
    fn of(event: &Event, person: &Participant) -> Self {
        let has = |role: &Role| person.roles.contains(role);
        let is_organizer = has(&Role::Owner) && !people::is_person(person);
        if is_organizer || people::is_only_organizer(event, person) {
            Self::Organizer
        } else if !person.is_beside() {
            Self::Participant
        } else if has(&Role::Speaker) || has(&Role::Guest) {
            Self::SpeakerOrGuest
        } else {
            Self::Contact
        }
    }

    fn label(self, messages: &dyn Messages) -> &'static str {
        match self {
            Self::Participant => messages.event_participants(),
            Self::SpeakerOrGuest => messages.participants_speakers(),
            Self::Organizer => messages.event_organizer(),
            Self::Contact => messages.event_contact(),
        }
    }
}

fn touches(person: &Participant, query: &SearchQuery) -> bool {
    person_texts(person).any(|text| query.touches(text))
}

/// Returns the name of a person, followed in brackets by what else matched: the reading, the organisation.
fn person(person: &Participant, query: &SearchQuery, viewer: &Viewer) -> String {
    let name = people::name(person, viewer);
    let affiliation = person.affiliation.as_deref();
    let mut beside = Vec::new();
    if query.touches(&person.name_kana) && !query.touches(&name) {
        beside.push(person.name_kana.trim());
    }
    if let Some(affiliation) = affiliation {
        // If the reading is shown, the organisation is shown only if it matches too, because long lists are hard to
        // read.
        if beside.is_empty() || query.touches(&affiliation.organization) {
            beside.push(affiliation.organization.trim());
        }
        if query.touches(&affiliation.branch) {
            beside.push(affiliation.branch.trim());
        }
    }
    let position = affiliation.map(|it| it.position.as_str());
    let contacts = [&person.email, &person.phone].into_iter().flatten().map(String::as_str);
    let others = position.into_iter().chain([person.description.as_str()]).chain(contacts);
    beside.extend(others.filter(|text| query.touches(text)).map(str::trim));
    beside.retain(|text| !text.is_empty());
    if beside.is_empty() {
        name
    } else {
        viewer.messages.in_brackets(&name, &beside.join(viewer.messages.dot()))
    }
}

/// Returns the text around the first match, on one line.
fn excerpt(text: &str, query: &SearchQuery) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let at = query.marks(&line).first().map_or(0, |mark| mark.start);
    let (before, after) = line.split_at(at);
    let skipped = before.chars().count().saturating_sub(BEFORE);
    let before: String = before.chars().skip(skipped).collect();
    let lead = if skipped > 0 { "…" } else { "" };
    let tail = if after.chars().count() > AFTER { "…" } else { "" };
    let after: String = after.chars().take(AFTER).collect();
    format!("{lead}{before}{after}{tail}")
}
