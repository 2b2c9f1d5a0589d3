//! The navigation: a bar at the bottom on a phone, a side bar on a wide screen.

use leptos::prelude::*;

use crate::i18n::Messages;
use crate::present::route::directory::DirectoryPath;
use crate::present::route::filter::Filter;
use crate::present::route::path::{ExportOf, Path};
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};

/// A main page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    Agenda,
    Month,
    Year,
    Import,
    Calendars,
    People,
    Settings,
    Undo,
}

impl Tab {
    const ALL: [Self; 8] = [
        Self::Agenda,
        Self::Month,
        Self::Year,
        Self::Import,
        Self::Calendars,
        Self::People,
        Self::Settings,
        Self::Undo,
    ];

    /// Returns the tab of a path.
    fn of(path: &Path) -> Self {
        match path {
            Path::Agenda { .. }
            | Path::Event(_)
            | Path::Instance(..)
            | Path::EditEvent(_)
            | Path::Search(_)
            | Path::EditInstance(..)
            | Path::Participants(..)
            | Path::CopyEvent(..)
            | Path::NewEvent { .. } => Self::Agenda,
            Path::Month { .. } | Path::Week { .. } | Path::Day { .. } | Path::Print(_) => {
                Self::Month
            }
            Path::Year { .. } => Self::Year,
            Path::Import => Self::Import,
            Path::Directory(_) => Self::People,
            Path::Calendars
            | Path::Export(ExportOf::Chosen | ExportOf::Event(_) | ExportOf::Calendar(_)) => {
                Self::Calendars
            }
            Path::Settings | Path::Trash => Self::Settings,
            Path::History => Self::Undo,
        }
    }

    fn path(self) -> Path {
        match self {
            Self::Agenda => Path::home(),
            Self::Month => Path::Month { month: None, day: None, filter: Filter::default() },
            Self::Year => Path::Year { year: None, calendar: None },
            Self::Import => Path::Import,
            Self::Calendars => Path::Calendars,
            Self::People => Path::Directory(DirectoryPath::People(String::new())),
            Self::Settings => Path::Settings,
            Self::Undo => Path::History,
        }
    }

    fn icon(self) -> Icon {
        match self {
            Self::Agenda => Icon::Agenda,
            Self::Month => Icon::Month,
            Self::Year => Icon::Year,
            Self::Import => Icon::Import,
            Self::Calendars => Icon::Calendars,
            Self::People => Icon::People,
            Self::Settings => Icon::Settings,
            Self::Undo => Icon::Undo,
        }
    }

    fn label(self, messages: &'static dyn Messages) -> &'static str {
        match self {
            Self::Agenda => messages.nav_agenda(),
            Self::Month => messages.nav_month(),
            Self::Year => messages.year_nav(),
            Self::Import => messages.nav_import(),
            Self::Calendars => messages.nav_calendars(),
            Self::People => messages.people_title(),
            Self::Settings => messages.nav_settings(),
            Self::Undo => messages.undo(),
        }
    }
}

/// Shows the links to the main pages.
#[component]
pub fn NavBar() -> impl IntoView {
    let ui = use_ui();
    let current = Memo::new(move |_| ui.path.read().as_ref().map(Tab::of));
    // On a phone the year and the people have no tabs of their own: their links are on the pages of the month and of the
    // settings.
    let is_current = move |tab: Tab| {
        let current = current.get();
        current == Some(tab)
            || (!ui.is_wide.get()
                && matches!(
                    (tab, current),
                    (Tab::Month, Some(Tab::Year)) | (Tab::Settings, Some(Tab::People))
                ))
    };
    // There is nothing to undo until something was done.
    let is_new = Memo::new(move |_| ui.state.operations.read().is_empty());
    let link = move |tab: Tab| {
        view! {
            <li data-wide=matches!(tab, Tab::Year | Tab::People).then_some("true") hidden=move || tab == Tab::Undo && is_new.get()>
                <a href=tab.path().format() aria-current=move || is_current(tab).then_some("page")>
                    <IconView icon=tab.icon()/>
                    <span>{move || tab.label(ui.messages())}</span>
                </a>
            </li>
        }
    };
    view! {
        <nav class="nav-bar" aria-label=ui.messages().nav_label()>
            <p class="name" aria-hidden="true">{ui.messages().app_name()}</p>
            <ul>{Tab::ALL.map(link)}</ul>
        </nav>
    }
}
