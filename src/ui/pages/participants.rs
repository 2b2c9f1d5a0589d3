//! The participants of one event, by organisation.
//!
//! A long list is inserted a few hundred people per frame, so that the page responds at once and still contains
//! everyone, for searching in the page and for reading aloud; of more people than any meeting has, the rest follows
//! a button. Blocks that are not visible are not laid out (`content-visibility`).

use jiff::civil::DateTime;
use leptos::prelude::*;

use crate::domain::event::participant::Reply;
use crate::domain::id::EventId;
use crate::present::page::participants::{ParticipantsPage as Page, PersonRow, participants_page};
use crate::present::text::link::SafeLink;
use crate::present::text::people::Totals;
use crate::present::viewer::Viewer;
use crate::ui::components::finding::{FoundEvent, Missing, find};
use crate::ui::components::numbered_title::unbroken_number;
use crate::ui::components::top_bar::TopBar;
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::scope::Scope;

/// The largest number of people in one block.
const IN_A_BLOCK: usize = 100;

/// How many people are inserted per frame.
const IN_A_FRAME: usize = 200;

/// How many people are inserted before a button asks for more.
const AT_ONCE: usize = 3000;

/// Shows the participants of one event, by organisation.
#[component]
pub fn ParticipantsPage(
    /// The event.
    id: EventId,
    /// The instance of a repeating event; `None` for the list of the series.
    instance: Option<DateTime>,
) -> impl IntoView {
    let ui = use_ui();
    let found = find(ui, id.clone());
    let today = Memo::new(move |_| ui.state.now.get().date());
    let page = Memo::new(move |_| {
        let own_holidays = ui.own_time.get().holidays;
        let viewer = Viewer { own_holidays, ..Viewer::new(ui.language.get(), today.get()) };
        ui.state
            .almanac
            .with(|almanac| Some(participants_page(almanac.entry(&id)?, instance, &viewer)))
    });
    let of_page = move |read: fn(&Page) -> String| {
        move || page.with(|page| page.as_ref().map(read).unwrap_or_default())
    };
    view! {
        <Show when=move || found.get() == FoundEvent::There fallback=move || view! { <Missing found=found/> }>
            <TopBar title=ui.messages().participants_title() has_back=true takes_focus=true/>
            <div class="content participants-page">
                <header class="of">
                    <h2><a href=of_page(|page| page.event_path.clone())>{move || unbroken_number(&page.read().as_ref().map(|page| page.title.clone()).unwrap_or_default())}</a></h2>
                    <p class="soft">{of_page(|page| page.when.clone())}</p>
                </header>
                {move || page.with(|page| page.as_ref().and_then(|page| page.totals.clone())).map(|totals| view! { <Sum totals=totals/> })}
                {move || page.with(|page| page.as_ref().and_then(|page| page.empty_text)).map(|text| view! { <p class="nothing">{text}</p> })}
                {move || page.get().map(|page| view! { <Blocks blocks=blocks(page, [ui.messages().participants_apart(), ui.messages().participants_groups()])/> })}
            </div>
        </Show>
    }
}

/// Shows the totals: the reported ones, those of the list, and the replies.
#[component]
fn Sum(
    /// The numbers.
    totals: Totals,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let has_both = totals.reported.is_some() && totals.listed.is_some();
    let of = |name: &'static str, text: Option<String>| {
        text.map(|text| {
            view! { <div>{has_both.then(|| view! { <dt>{name}</dt> })}<dd>{text}</dd></div> }
        })
    };
    let replies = totals.replies.into_iter();
    let replies = replies
        .map(|reply| view! { <li class="badge" data-look=look(&reply.reply)>{reply.text}</li> })
        .collect_view();
    view! {
        <div class="sum">
            <dl>
                {of(messages.participants_reported(), totals.reported)}
                {of(messages.participants_listed(), totals.listed)}
            </dl>
            <ul class="replies" aria-label=messages.participants_reply()>{replies}</ul>
        </div>
    }
}

/// Some people of one organisation that are inserted and laid out together.
#[derive(Clone, Debug)]
struct Block {
    /// The organisation's name, its kind of membership and its number of people; only on its first block.
    heading: Option<(String, String, String)>,
    people: Vec<PersonRow>,
}

fn blocks(page: Page, [apart_name, groups_name]: [&str; 2]) -> Vec<Block> {
    let mut organizations: Vec<((String, String, String), Vec<PersonRow>)> = page
        .organizations
        .into_iter()
        .map(|it| ((it.name, it.membership, it.count_text), it.people))
        .collect();
    if !page.apart.is_empty() {
        organizations.push(((apart_name.to_owned(), String::new(), String::new()), page.apart));
    }
    if !page.groups.is_empty() {
        organizations.push(((groups_name.to_owned(), String::new(), String::new()), page.groups));
    }
    let mut blocks = Vec::new();
    for (heading, people) in organizations {
        let mut heading = Some(heading);
        for people in people.chunks(IN_A_BLOCK) {
            let people = people.to_vec();
            blocks.push(Block { heading: heading.take(), people });
        }
    }
    blocks
}

/// Shows the blocks, some more in each frame.
#[component]
fn Blocks(
    /// All blocks.
    blocks: Vec<Block>,
) -> impl IntoView {
    let ui = use_ui();
    let shown = RwSignal::new(up_to(&blocks, 0, IN_A_FRAME));
    let asked = RwSignal::new(up_to(&blocks, 0, AT_ONCE));
    let all = StoredValue::new(blocks);
    let end = move |from: usize, people: usize| all.with_value(|all| up_to(all, from, people));
    // Talks to the browser's frames: the remaining blocks follow, some in each frame.
    Effect::new(move |_| {
        let (from, asked) = (shown.get(), asked.get());
        if from < asked {
            Scope::here().next_frame(move || shown.set(end(from, IN_A_FRAME).min(asked)));
        }
    });
    let block = move |number: usize| all.with_value(|all| all.get(number).cloned());
    let left = move || {
        let people =
            |all: &Vec<Block>| all.iter().skip(asked.get()).map(|it| it.people.len()).sum();
        Some(all.with_value(people)).filter(|left: &usize| *left > 0)
    };
    let more = move |left: usize| {
        let text = format!("{} ({})", ui.messages().show_more(), ui.messages().people(left));
        let show = move |_| asked.update(|asked| *asked = end(*asked, AT_ONCE));
        view! { <p><button class="button" on:click=show>{text}</button></p> }
    };
    view! {
        <div class="organizations" aria-busy=move || (shown.get() < asked.get()).to_string()>
            <For each=move || 0..shown.get() key=|number| *number let(number)>
                {block(number).map(|block| view! { <BlockView block=block/> })}
            </For>
        </div>
        {move || left().map(more)}
    }
}

/// Returns the end of the blocks from `from` on that together have at least that number of people.
fn up_to(blocks: &[Block], from: usize, most: usize) -> usize {
    let mut people = 0;
    let rest = blocks.iter().skip(from);
    let count = rest.take_while(|block| {
        let has_room = people < most;
        people += block.people.len();
        has_room
    });
    from + count.count()
}

/// Shows one block.
#[component]
fn BlockView(
    /// The block.
    block: Block,
) -> impl IntoView {
    let rows = block.people.len().to_string();
    let heading = block.heading.map(|(name, membership, count)| {
        view! {
            <h2>
                <span class="name">{name}</span>
                {(!membership.is_empty()).then(|| view! { <span class="badge" data-look="plain">{membership}</span> })}
                <span class="count">{count}</span>
            </h2>
        }
    });
    view! {
        <section class="organization" style=("--count", rows)>
            {heading}
            <ul class="rows">
                {block.people.into_iter().map(|person| view! { <Person person=person/> }).collect_view()}
            </ul>
        </section>
    }
}

/// Shows one participant.
#[component]
fn Person(
    /// The participant.
    person: PersonRow,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let look = look(&person.reply);
    let soft = [person.title, person.position];
    let soft: Vec<String> = soft.into_iter().filter(|text| !text.is_empty()).collect();
    let soft = soft.join(messages.dot());
    let badge = |look: &'static str, text: String| view! { <span class="badge" data-look=look>{text}</span> };
    let delegated = person.delegated_to.join(messages.joiner());
    let delegated = (!delegated.is_empty())
        .then(|| messages.named(messages.participants_delegated(), &delegated));
    let contact = |icon: Icon, link: Option<SafeLink>| {
        link.map(|link| {
            let words = link.href().split_once(':').map(|(_, it)| it.to_owned());
            view! { <a href=link.href().to_owned()><IconView icon=icon/>{words}</a> }
        })
    };
    let has_contact = person.email.is_some() || person.phone.is_some();
    view! {
        <li class="person">
            <p class="who">
                <span class="name">{person.name}</span>
                {(!person.kana.is_empty()).then(|| view! { <span class="kana">{person.kana}</span> })}
            </p>
            <p class="said">
                {person.roles.into_iter().map(|role| badge("plain", role)).collect_view()}
                {person.reply_label.map(|label| badge(look, label))}
                {person.attendance_label.map(|label| badge("", label))}
            </p>
            {(!soft.is_empty()).then(|| view! { <p class="soft">{soft}</p> })}
            {delegated.map(|text| view! { <p class="soft">{text}</p> })}
            {(!person.note.is_empty()).then(|| view! { <p class="note-text">{person.note}</p> })}
            {has_contact.then(|| view! {
                <p class="contact">
                    {contact(Icon::Mail, person.email)}
                    {contact(Icon::Phone, person.phone)}
                </p>
            })}
        </li>
    }
}

/// Returns the style of a reply's badge.
fn look(reply: &Reply) -> &'static str {
    match reply {
        Reply::Accepted => "new",
        Reply::Declined => "cancelled",
        Reply::Tentative => "changed",
        Reply::Delegated => "",
        Reply::NeedsAction | Reply::Unsaid | Reply::Other(_) => "plain",
    }
}
