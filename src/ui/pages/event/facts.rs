//! The facts of an event: time, place, people, each with an icon.

use leptos::prelude::*;

use crate::present::card::EventPhase;
use crate::present::page::contact::{Contact, ContactWay};
use crate::present::page::event::{EventPage as Page, NamedLink, PlaceLine, WhenLines};
use crate::present::text::numbers::{FlawLine, NumberLink};
use crate::present::text::people::Totals;
use crate::present::text::repeat::{InstanceLine, RepeatLines};
use crate::ui::components::numbered_title::unbroken_lengths;
use crate::ui::components::spans::OutLink;
use crate::ui::context::{Ui, use_ui};
use crate::ui::elements::icon::{Icon, IconView};

use super::details::SignUp;

/// Shows what one needs to know to go there: when, where, how to join, how to sign up.
#[component]
pub fn Facts(
    /// The page.
    page: Page,
) -> impl IntoView {
    let ui = use_ui();
    let is_over = page.phase == EventPhase::Past;
    view! {
        <dl class="facts box">
            {when(ui, page.when, page.meeting_places)}
            {places(ui, page.places)}
            {online(ui, page.online, is_over)}
            <SignUp details=page.details/>
        </dl>
    }
}

/// Shows who takes part and who answers questions, how the event repeats, and its calendar.
#[component]
pub fn MoreFacts(
    /// The page.
    page: Page,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let people_path = page.paths.participants;
    let has_list = page.has_participants;
    let line = |icon: Icon, name: &'static str, text: String| {
        view! { <div><IconView icon=icon/><dt>{name}</dt><dd>{text}</dd></div> }
    };
    view! {
        <dl class="facts box">
            {page.totals.map(|totals| people(ui, totals, has_list.then_some(people_path)))}
            {page.organizer.map(|name| line(Icon::House, messages.event_organizer(), name))}
            {contacts(ui, page.contacts)}
            {page.repeat.map(|lines| repeats(ui, lines))}
            <div>
                <IconView icon=Icon::Calendars/>
                <dt>{messages.event_calendar()}</dt>
                <dd class="calendar">
                    <span class="swatch" data-color=page.calendar_color.slug()></span>
                    {page.calendar_title}
                    {page.color.map(|(color, label)| view! {
                        <span class="own-color"><span class="swatch" data-color=color.slug()></span>{messages.named(messages.event_color(), label)}</span>
                    })}
                </dd>
            </div>
        </dl>
    }
}

/// Draws the contacts, with a button for each number and each address.
fn contacts(ui: Ui, contacts: Vec<Contact>) -> impl IntoView {
    let messages = ui.messages();
    let way = |way: ContactWay| {
        let (icon, name) = if way.is_phone {
            (Icon::Phone, messages.field_phone())
        } else {
            (Icon::Mail, messages.field_email())
        };
        view! {
            <a class="button" href=way.link.href().to_owned()>
                <IconView icon=icon/>
                <span class="visually-hidden">{name}" "</span>
                <span>{way.text}</span>
            </a>
        }
    };
    let one = |contact: Contact| {
        let Contact { name, title, ways } = contact;
        view! {
            <li>
                {(!name.is_empty()).then(|| view! { <span class="name">{name}</span> })}
                {(!title.is_empty()).then(|| view! { <span class="soft">{title}</span> })}
                <span class="buttons">{ways.into_iter().map(way).collect_view()}</span>
            </li>
        }
    };
    (!contacts.is_empty()).then(|| {
        view! {
            <div class="contacts">
                <IconView icon=Icon::Phone/>
                <dt>{messages.event_contact()}</dt>
                <dd><ul class="places">{contacts.into_iter().map(one).collect_view()}</ul></dd>
            </div>
        }
    })
}

fn repeats(ui: Ui, lines: RepeatLines) -> impl IntoView {
    let messages = ui.messages();
    let one = |line: InstanceLine| {
        let label = (!line.label.is_empty())
            .then(|| view! { <span class="badge" data-look="plain">{line.label}</span> " " });
        let text = match line.path {
            Some(path) => view! { <a href=path>{line.text}</a> }.into_any(),
            None => view! { <s>{line.text}</s> }.into_any(),
        };
        view! { <li>{label}{text}</li> }
    };
    let list = |lines: Vec<InstanceLine>| view! { <ul class="instances">{lines.into_iter().map(one).collect_view()}</ul> };
    let exceptions = (!lines.exceptions.is_empty()).then(|| {
        view! {
            <details>
                <summary>{lines.exceptions_text}</summary>
                {list(lines.exceptions)}
            </details>
        }
    });
    // The page of a series shows what is to come; that of one instance is about that one.
    let is_series = lines.series_path.is_none();
    let coming = (!lines.coming.is_empty()).then(|| {
        view! {
            <details open=is_series>
                <summary>{messages.repeat_coming()}</summary>
                {list(lines.coming)}
            </details>
        }
    });
    let unexpanded = (!lines.unexpanded.is_empty()).then(|| {
        let rule = |rule: String| view! { <li><code>{rule}</code></li> };
        view! {
            <div class="note unexpanded" data-look="warning">
                <p>{messages.repeat_unexpanded()}</p>
                <ul>{lines.unexpanded.into_iter().map(rule).collect_view()}</ul>
            </div>
        }
    });
    view! {
        <div class="repeats">
            <IconView icon=Icon::Repeat/>
            <dt>{messages.event_repeats()}</dt>
            <dd>
                <p>{lines.rule}</p>
                {unexpanded}
                {flaws(lines.flaws)}
                {exceptions}
                {coming}
                {lines.series_path.map(|path| view! { <p><a href=path>{messages.repeat_whole()}</a></p> })}
            </dd>
        </div>
    }
}

/// Draws the errors in the numbers of a series, with links to the instances.
fn flaws(flaws: Vec<FlawLine>) -> impl IntoView {
    let link = |place: NumberLink| view! { <li><a href=place.path>{place.text}</a></li> };
    let one = |flaw: FlawLine| {
        view! {
            <div class="note flaw" data-look="warning">
                <p>{flaw.text}</p>
                <ul class="instances">{flaw.instances.into_iter().map(link).collect_view()}</ul>
            </div>
        }
    };
    flaws.into_iter().map(one).collect_view()
}

fn when(ui: Ui, when: WhenLines, meeting_places: Vec<PlaceLine>) -> impl IntoView {
    let messages = ui.messages();
    let soft = [when.relative, when.length].into_iter().flatten().collect::<Vec<_>>();
    let soft = soft.join(messages.dot());
    let is_meeting = when.meeting.is_some() || !meeting_places.is_empty();
    let place = |place: PlaceLine| {
        view! {
            <span class="place">
                {place.name} " "
                {place.map.map(|map| view! { <OutLink link=map words=messages.event_map()/> })}
            </span>
        }
    };
    // A line may break between a day and a clock, but not before a weekday in brackets.
    let piece = |text: &str| view! { <span>{text.to_owned()}</span> " " };
    let pieces = when.line.split(' ').map(piece).collect_view();
    view! {
        <div class="when">
            <IconView icon=Icon::Clock/>
            <dt>{messages.event_when()}</dt>
            <dd>
                <time class="line" datetime=when.machine>{pieces}</time>
                {(!soft.is_empty()).then(|| view! { <p class="soft">{unbroken_lengths(&soft)}</p> })}
                {when.zone_note.map(|note| view! { <p class="soft">{note}</p> })}
            </dd>
        </div>
        {is_meeting.then(|| view! {
            <div class="meeting">
                <IconView icon=Icon::Flag/>
                <dt>{messages.event_meeting()}</dt>
                <dd>
                    {when.meeting.map(|meeting| view! { <strong>{meeting}</strong> })}
                    {when.start.map(|start| view! { <span>{start}</span> })}
                    {meeting_places.into_iter().map(place).collect_view()}
                </dd>
            </div>
        })}
    }
}

fn places(ui: Ui, places: Vec<PlaceLine>) -> impl IntoView {
    let messages = ui.messages();
    let one = |place: PlaceLine| {
        view! {
            <li>
                <span class="name">{place.name}</span>
                {place.map.map(|map| view! { <OutLink link=map words=messages.event_map()/> })}
            </li>
        }
    };
    let group = |name: &'static str, places: Vec<PlaceLine>| {
        (!places.is_empty()).then(|| {
            view! {
                <div>
                    <IconView icon=Icon::Place/>
                    <dt>{name}</dt>
                    <dd><ul class="places">{places.into_iter().map(one).collect_view()}</ul></dd>
                </div>
            }
        })
    };
    let (venue, others): (Vec<_>, Vec<_>) = places.into_iter().partition(|place| place.is_venue);
    view! { {group(messages.event_venue(), venue)} {group(messages.event_other_places(), others)} }
}

/// Draws the online meetings. Nobody can join a meeting that is over, so only its name and its address are shown.
fn online(ui: Ui, meetings: Vec<NamedLink>, is_over: bool) -> impl IntoView {
    let messages = ui.messages();
    let are_several = meetings.len() > 1;
    let one = move |meeting: NamedLink| {
        let is_named = meeting.name != messages.event_online();
        // If several online meetings have no name, the address distinguishes them.
        let name = if is_named {
            Some(meeting.name)
        } else {
            are_several.then(|| host(&meeting.address).to_owned())
        };
        let way = match meeting.link {
            Some(_) if is_over => view! {
                <p class="soft">{messages.event_over()}</p>
                <code class="address">{meeting.address}</code>
            }
            .into_any(),
            Some(link) => {
                let words = messages.event_join_online();
                view! { <OutLink link=link words=words class="button"/> }.into_any()
            }
            None => view! { <UnsafeAddress address=meeting.address/> }.into_any(),
        };
        view! { <li>{name.map(|name| view! { <span class="name">{name}</span> })} {way}</li> }
    };
    (!meetings.is_empty()).then(|| {
        view! {
            <div>
                <IconView icon=Icon::Online/>
                <dt>{messages.event_online()}</dt>
                <dd><ul class="places">{meetings.into_iter().map(one).collect_view()}</ul></dd>
            </div>
        }
    })
}

/// Returns the part of an address that people know: `zoom.example` of `https://zoom.example/j/1`.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// Shows an address that is not a link, and why.
#[component]
pub fn UnsafeAddress(
    /// The address as it was written.
    address: String,
) -> impl IntoView {
    let ui = use_ui();
    view! {
        <code class="address">{address}</code>
        <small class="soft">{ui.messages().link_not_offered()}</small>
    }
}

fn people(ui: Ui, totals: Totals, path: Option<String>) -> impl IntoView {
    let messages = ui.messages();
    // If totals were entered by hand in addition to a list, both are shown, because they can differ.
    let listed = totals.reported.and(totals.listed).filter(|listed| *listed != totals.line);
    let listed = listed.map(|listed| messages.named(messages.participants_listed(), &listed));
    let replies = totals.replies.into_iter().map(|reply| reply.text).collect::<Vec<_>>();
    let replies = (!replies.is_empty()).then(|| replies.join(messages.joiner()));
    view! {
        <div class="people">
            <IconView icon=Icon::People/>
            <dt>{messages.event_participants()}</dt>
            <dd>
                <p class="line">{totals.line}</p>
                {listed.map(|listed| view! { <p class="soft">{listed}</p> })}
                {replies.map(|replies| view! { <p class="soft">{replies}</p> })}
                {path.map(|path| view! {
                    <a class="button" href=path>
                        {messages.event_see_participants()}
                        <IconView icon=Icon::Forward/>
                    </a>
                })}
            </dd>
        </div>
    }
}
