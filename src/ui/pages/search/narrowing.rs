//! The conditions in addition to words: the days, an organisation, missing replies.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::domain::search::order::Order;
use crate::present::route::path::{format_day, parse_day};
use crate::present::route::search_query::{SearchSpan, Seek};
use crate::ui::context::use_ui;
use crate::ui::elements::field::{Input, InputKind, Select};

/// How many organisations are suggested.
const MOST_ORGANIZATIONS: usize = 200;

/// Shows the conditions in addition to words.
#[component]
pub fn Narrowing(
    /// The conditions.
    seek: RwSignal<Seek>,
) -> impl IntoView {
    let ui = use_ui();
    let messages = ui.messages();
    let span = Memo::new(move |_| seek.read().span);
    let organization = Memo::new(move |_| seek.read().organization.clone());
    let organizations = Memo::new(move |_| {
        let chosen = organization.get();
        let mut names: Vec<String> = ui.state.finder.ask(|index| {
            let names = index.organizations().into_iter().take(MOST_ORGANIZATIONS);
            names.map(str::to_owned).collect()
        });
        names.sort_by_cached_key(|name| Order::of(name));
        if !chosen.is_empty() && !names.contains(&chosen) {
            names.insert(0, chosen);
        }
        let all = (String::new(), messages.search_organization_any().to_owned());
        let rows = names.into_iter().map(|name| (name.clone(), name));
        std::iter::once(all).chain(rows).collect::<Vec<_>>()
    });
    let has_organizations = Memo::new(move |_| organizations.read().len() > 1);
    let spans = vec![
        (String::new(), messages.search_span_any().to_owned()),
        ("coming".to_owned(), messages.search_span_coming().to_owned()),
        ("past".to_owned(), messages.search_span_past().to_owned()),
        ("days".to_owned(), messages.search_span_days().to_owned()),
    ];
    let choose_span = Callback::new(move |name: String| {
        let span = match name.as_str() {
            "coming" => SearchSpan::Coming,
            "past" => SearchSpan::Past,
            "days" => {
                SearchSpan::Days { from: Some(ui.state.now.get_untracked().date()), to: None }
            }
            _ => SearchSpan::Any,
        };
        seek.update(|seek| seek.span = span);
    });
    let choose_organization =
        Callback::new(move |name| seek.update(|seek| seek.organization = name));
    let is_unanswered = move || seek.read().is_unanswered;
    let toggle = move |_| seek.update(|seek| seek.is_unanswered = !seek.is_unanswered);
    view! {
        <div class="narrowing">
            <Select id="search-span".to_owned() label=messages.search_span() options=spans value=Signal::derive(move || span_name(span.get()).to_owned()) on_choose=choose_span/>
            <Show when=move || has_organizations.get()>
                <Select id="search-organization".to_owned() label=messages.search_organization() options=organizations value=organization on_choose=choose_organization/>
            </Show>
            <Show when=move || matches!(span.get(), SearchSpan::Days { .. })>
                <SpanDays seek=seek/>
            </Show>
            <label class="check">
                <input type="checkbox" prop:checked=is_unanswered on:change=toggle/>
                <span class="words">
                    {messages.search_unanswered()}
                    {move || is_unanswered().then(|| view! { <small class="hint">{messages.search_unanswered_hint()}</small> })}
                </span>
            </label>
        </div>
    }
}

/// The first and the last day.
type Ends = [Option<Date>; 2];

/// Shows the two days of a chosen span.
#[component]
fn SpanDays(
    /// The conditions.
    seek: RwSignal<Seek>,
) -> impl IntoView {
    let ui = use_ui();
    let ends = move || match seek.read().span {
        SearchSpan::Days { from, to } => [from, to],
        SearchSpan::Any | SearchSpan::Coming | SearchSpan::Past => [None, None],
    };
    let day = move |end: usize| {
        Signal::derive(move || {
            ends().get(end).copied().flatten().map(format_day).unwrap_or_default()
        })
    };
    let choose = move |change: fn(Ends, Option<Date>) -> Ends| {
        Callback::new(move |text: String| {
            let [from, to] = change(untrack(ends), parse_day(&text));
            seek.update(|seek| seek.span = SearchSpan::Days { from, to });
        })
    };
    view! {
        <Input id="search-from".to_owned() label=ui.messages().search_from() value=day(0) on_input=choose(|[_, to], day| [day, to]) input=InputKind::Day/>
        <Input id="search-to".to_owned() label=ui.messages().search_to() value=day(1) on_input=choose(|[from, _], day| [from, day]) input=InputKind::Day/>
    }
}

fn span_name(span: SearchSpan) -> &'static str {
    match span {
        SearchSpan::Any => "",
        SearchSpan::Coming => "coming",
        SearchSpan::Past => "past",
        SearchSpan::Days { .. } => "days",
    }
}
