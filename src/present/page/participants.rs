//! The participants of one event, by organisation.

use jiff::civil::DateTime;

use crate::domain::almanac::entry::Entry;
use crate::domain::event::Event;
use crate::domain::event::participant::{Affiliation, Participant, Reply, Role};
use crate::domain::gather::ordered;
use crate::domain::id::LocalId;
use crate::domain::search::order::Order;
use crate::domain::series::occurrence::instance_with;
use crate::domain::sorted_map::SortedMap;
use crate::present::card;
use crate::present::route::path::Path;
use crate::present::text::field;
use crate::present::text::link::{SafeLink, dialled, mailed};
use crate::present::text::people;
use crate::present::text::people::{Organizations, Totals, is_counted, is_person};
use crate::present::text::time;
use crate::present::viewer::Viewer;

/// The participants of one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipantsPage {
    /// The event's title.
    pub title: String,
    /// The time of the event.
    pub when: String,
    /// The address of the event's page.
    pub event_path: String,
    /// The numbers; `None` if nothing is known.
    pub totals: Option<Totals>,
    /// A note that only totals are known, or nothing at all.
    pub empty_text: Option<&'static str>,
    /// The people of each organisation, sorted by its name; after them the speakers and guests without one, and last
    /// the other people without one.
    pub organizations: Vec<OrganizationGroup>,
    /// Groups (kind=group), which are not counted as people.
    pub groups: Vec<PersonRow>,
    /// Speakers, guests and contacts who are not counted as participants.
    pub apart: Vec<PersonRow>,
}

/// The people of one organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationGroup {
    /// Its name, or 講師・来賓, or 所属なし・不明.
    pub name: String,
    /// The kind of membership of the organisation (本部加盟組織).
    pub membership: String,
    /// How many people it has here: `3人`.
    pub count_text: String,
    /// The people, sorted by reading and name; under 講師・来賓 those who speak come first, in the order of the programme.
    pub people: Vec<PersonRow>,
}

/// One participant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// The key in the event.
    pub key: LocalId,
    /// The name.
    pub name: String,
    /// The reading.
    pub kana: String,
    /// Title or office, as printed.
    pub title: String,
    /// Branch and office in the organisation: `東京支部 書記長`.
    pub position: String,
    /// 議長, 講師, ….
    pub roles: Vec<String>,
    /// The reply, for the style.
    pub reply: Reply,
    /// 参加, 欠席, …; `None` if no reply was asked for or given.
    pub reply_label: Option<String>,
    /// `出席（会場）`; `None` if nothing is recorded.
    pub attendance_label: Option<String>,
    /// The names of the people who act for them.
    pub delegated_to: Vec<String>,
    /// The secretary's note.
    pub note: String,
    /// Their e-mail, if it is safe to offer.
    pub email: Option<SafeLink>,
    /// Their telephone, if it is safe to offer.
    pub phone: Option<SafeLink>,
    /// One sentence with all of this, for a screen reader.
    pub label: String,
}

/// Builds the page of the participants of one event, or of one instance of a repeating event, if it has this instance.
pub fn participants_page(
    entry: &Entry,
    instance: Option<DateTime>,
    viewer: &Viewer,
) -> ParticipantsPage {
    let off = viewer.days_off();
    match instance.and_then(|at| instance_with(entry, at, &off)) {
        Some(occurrence) => list(
            &occurrence.standalone(&off),
            Path::event(entry.event.id.clone(), instance),
            viewer,
        ),
        None => list(&entry.event, Path::Event(entry.event.id.clone()), viewer),
    }
}

/// What people are listed under, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Heading {
    /// Their organisation.
    Organization,
    /// 講師・来賓: without an organisation, they speak or are guests.
    SpeakersAndGuests,
    /// 所属なし・不明.
    Unaffiliated,
}

/// The heading under which somebody is listed, and the organisation.
type Place = (Heading, String);

/// A participant with the key.
type Listed<'a> = (&'a LocalId, &'a Participant);

/// Returns the people who speak, in the order of the programme, which is the order in which they were entered.
fn spoken_order(event: &Event) -> SortedMap<&LocalId, usize> {
    let spoken: Vec<&LocalId> = event.parts().into_iter().flat_map(|part| &part.speakers).collect();
    // The last pair of equal keys counts, so the first time that somebody speaks comes last.
    spoken.into_iter().enumerate().rev().map(|(index, key)| (key, index)).collect()
}

fn list(event: &Event, path: Path, viewer: &Viewer) -> ParticipantsPage {
    let messages = viewer.messages;
    let totals = people::totals(event, viewer);
    let known = Organizations::of(event);
    let spoken = spoken_order(event);
    let mut placed: Vec<(Place, Listed<'_>)> = Vec::new();
    let mut groups: Vec<(&LocalId, &Participant)> = Vec::new();
    let mut apart: Vec<(&LocalId, &Participant)> = Vec::new();
    let listed = event.participants.iter();
    for (key, person) in listed.filter(|(_, it)| !people::is_only_organizer(event, it)) {
        if is_person(person) && !is_counted(person) {
            apart.push((key, person));
        } else if is_person(person) {
            let organization = known.key(person);
            let is_speaker = |role: &Role| matches!(role, Role::Speaker | Role::Guest);
            let heading = match organization {
                "" if spoken.contains_key(key) || person.roles.iter().any(is_speaker) => {
                    Heading::SpeakersAndGuests
                }
                "" => Heading::Unaffiliated,
                _ => Heading::Organization,
            };
            let place = (heading, organization.to_owned());
            placed.push((place, (key, person)));
        } else {
            groups.push((key, person));
        }
    }
    let mut organizations: SortedMap<Place, Vec<Listed<'_>>> = SortedMap::new();
    for (place, person) in ordered(placed, |(one, _), (other, _)| one.cmp(other)) {
        organizations.get_or_default(place).push(person);
    }
    let is_empty = organizations.is_empty() && groups.is_empty() && apart.is_empty();
    let empty_text = match &totals {
        Some(_) => messages.participants_only_headcount(),
        None => messages.participants_none(),
    };
    let mut organizations: Vec<(Heading, OrganizationGroup)> = organizations
        .into_iter()
        .map(|((heading, _), people)| {
            let people = match heading {
                Heading::SpeakersAndGuests => as_entered(people, &spoken),
                Heading::Organization | Heading::Unaffiliated => sorted(people),
            };
            (heading, group(event, people, heading, viewer))
        })
        .collect();
    organizations.sort_by_cached_key(|(heading, group)| (*heading, Order::of(&group.name)));
    ParticipantsPage {
        title: card::title(&event.title, viewer),
        when: time::when(viewer, &event.when),
        event_path: path.format(),
        totals,
        empty_text: is_empty.then_some(empty_text),
        organizations: organizations.into_iter().map(|(_, group)| group).collect(),
        groups: rows(event, sorted(groups), viewer),
        apart: rows(event, as_entered(apart, &spoken), viewer)
            .into_iter()
            .map(|row| with_organization(event, row))
            .collect(),
    }
}

fn group(
    event: &Event,
    people: Vec<(&LocalId, &Participant)>,
    heading: Heading,
    viewer: &Viewer,
) -> OrganizationGroup {
    let affiliation: Option<&Affiliation> =
        people.iter().find_map(|(_, person)| person.affiliation.as_deref());
    let messages = viewer.messages;
    let named = affiliation.map(|it| it.organization.trim()).filter(|name| !name.is_empty());
    let name = match heading {
        Heading::Organization => named.unwrap_or(messages.participants_unaffiliated()),
        Heading::SpeakersAndGuests => messages.participants_speakers(),
        Heading::Unaffiliated => messages.participants_unaffiliated(),
    };
    OrganizationGroup {
        name: name.to_owned(),
        membership: affiliation.map(|it| it.membership.clone()).unwrap_or_default(),
        count_text: messages.people(people.len()),
        people: rows(event, people, viewer),
    }
}

/// Sorts people by reading and name.
fn sorted<'a>(
    mut people: Vec<(&'a LocalId, &'a Participant)>,
) -> Vec<(&'a LocalId, &'a Participant)> {
    people.sort_by_cached_key(|(_, person)| place(person));
    people
}

/// Sorts speakers and guests: those of the programme in its order, and after them the others as they were entered. The
/// keys of people who are entered here are in that order.
fn as_entered<'a>(
    mut people: Vec<(&'a LocalId, &'a Participant)>,
    spoken: &SortedMap<&LocalId, usize>,
) -> Vec<(&'a LocalId, &'a Participant)> {
    people.sort_by_key(|(key, _)| (spoken.get(key).copied().unwrap_or(usize::MAX), *key));
    people
}

fn rows(event: &Event, people: Vec<(&LocalId, &Participant)>, viewer: &Viewer) -> Vec<PersonRow> {
    people.into_iter().map(|(key, person)| row(event, key, person, viewer)).collect()
}

/// Returns the place of a person in a list: by the reading, or else by the name.
fn place(person: &Participant) -> (Order, Order) {
    let [reading, name] = [&person.name_kana, &person.name].map(|text| text.trim());
    (Order::of(if reading.is_empty() { name } else { reading }), Order::of(name))
}

/// Returns a row with the organisation of the person, which no heading says.
fn with_organization(event: &Event, row: PersonRow) -> PersonRow {
    let affiliation = event.participants.get(&row.key).and_then(|it| it.affiliation.as_deref());
    let position = affiliation.map(field::affiliation).unwrap_or_default();
    PersonRow { position, ..row }
}

fn row(event: &Event, key: &LocalId, person: &Participant, viewer: &Viewer) -> PersonRow {
    let messages = viewer.messages;
    let affiliation = person.affiliation.as_deref();
    let position = affiliation
        .map(|it| field::affiliation(&Affiliation { organization: String::new(), ..it.clone() }));
    let has_reply = person.reply != Reply::Unsaid;
    let attendance = person.attendance.as_deref();
    let named = |address: &String| {
        let mut people = event.participants.values();
        let other = people.find(|other| other.has_address(address));
        other.map_or_else(|| address.clone(), |other| people::name(other, viewer))
    };
    let mut row = PersonRow {
        key: key.clone(),
        name: people::name(person, viewer),
        kana: person.name_kana.clone(),
        title: person.description.clone(),
        position: position.unwrap_or_default(),
        roles: person.roles.iter().map(|role| messages.role(role)).collect(),
        reply: person.reply.clone(),
        reply_label: has_reply.then(|| messages.reply(&person.reply)),
        attendance_label: attendance.map(|it| field::attendance(viewer, it)),
        delegated_to: person.delegated_to.iter().map(named).collect(),
        note: person.note.clone(),
        email: person.email.as_deref().and_then(mailed),
        phone: person.phone.as_deref().and_then(dialled),
        label: String::new(),
    };
    let mut parts = vec![row.name.as_str(), &row.title, &row.position];
    parts.extend(row.roles.iter().map(String::as_str));
    parts.extend(row.reply_label.as_deref());
    parts.extend(row.attendance_label.as_deref());
    parts.retain(|part| !part.is_empty());
    row.label = parts.join(messages.joiner());
    row
}
