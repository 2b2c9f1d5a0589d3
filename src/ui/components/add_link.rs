//! The link to the form of a new event.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::present::route::path::Path;
use crate::ui::elements::icon::{Icon, IconView};

/// Shows a button with a plus sign that opens the form of a new event.
#[component]
pub fn AddLink(
    /// The day of the new event.
    #[prop(into)]
    day: Signal<Option<Date>>,
    /// The label.
    label: &'static str,
) -> impl IntoView {
    let path = move || Path::NewEvent { calendar: None, day: day.get(), time: None }.format();
    view! {
        <a class="button" data-look="bar" href=path aria-label=label>
            <IconView icon=Icon::Add/>
        </a>
    }
}
