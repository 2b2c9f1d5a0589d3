//! Line icons, drawn on a grid of 24.

use leptos::prelude::*;

use super::drawing::Tag;

/// An icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A list of events.
    Agenda,
    /// A month.
    Month,
    /// A fiscal year.
    Year,
    /// Printing.
    Print,
    /// Something coming in.
    Import,
    /// Layers: calendars.
    Calendars,
    /// Sliders: settings.
    Settings,
    /// An arrow to the left: back to the previous page.
    Back,
    /// A chevron to the left: previous.
    Previous,
    /// A chevron to the right: next.
    Forward,
    /// A funnel.
    Filter,
    /// A magnifying glass.
    Search,
    /// A plus.
    Add,
    /// A clock.
    Clock,
    /// A pin on a map.
    Place,
    /// A camera.
    Online,
    /// Two people.
    People,
    /// A sheet of paper.
    Text,
    /// A link.
    Link,
    /// An arrow out of a box.
    Share,
    /// An arrow into a tray.
    Save,
    /// A pencil.
    Edit,
    /// A trash can.
    Delete,
    /// A star, empty.
    Star,
    /// A star, filled.
    StarFilled,
    /// A flag: meeting point.
    Flag,
    /// A loop.
    Repeat,
    /// A list of steps.
    Programme,
    /// A house: organiser.
    House,
    /// A warning sign.
    Warning,
    /// A cross.
    Close,
    /// An arrow back in time.
    Undo,
    /// A shield: storage.
    Shield,
    /// A dot in a circle: today.
    Today,
    /// A telephone.
    Phone,
    /// An envelope.
    Mail,
    /// Six dots: something to drag by.
    Handle,
    /// A chevron up.
    Up,
    /// A chevron down.
    Down,
    /// A coin of yen.
    Coin,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Agenda => "M4 6h2m4 0h10M4 12h2m4 0h10M4 18h2m4 0h10",
            Self::Month => {
                "M5 5h14a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1Zm-1 5h16M8 3v4m8-4v4M8 14h.01M12 14h.01M16 14h.01M8 17h.01M12 17h.01"
            }
            Self::Year => "M4 4h6v6H4V4Zm10 0h6v6h-6V4ZM4 14h6v6H4v-6Zm10 0h6v6h-6v-6Z",
            Self::Print => {
                "M7 8V3h10v5M7 17H4V9a1 1 0 0 1 1-1h14a1 1 0 0 1 1 1v8h-3M7 14h10v7H7v-7Z"
            }
            Self::Import => "M12 3v11m0 0-4-4m4 4 4-4M4 16v3a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-3",
            Self::Calendars => "m12 3 9 5-9 5-9-5 9-5Zm-9 9 9 5 9-5M3 16l9 5 9-5",
            Self::Settings => {
                "M4 7h9m4 0h3M4 17h3m4 0h9M15 4.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Zm-6 10a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z"
            }
            Self::Back => "M20 12H4m0 0 6-6m-6 6 6 6",
            Self::Previous => "M15 5l-7 7 7 7",
            Self::Forward => "M9 5l7 7-7 7",
            Self::Filter => "M4 5h16l-6 8v5l-4 2v-7L4 5Z",
            Self::Search => {
                "M10.500 4a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13ZM15.300 15.300 20 20"
            }
            Self::Add => "M12 5v14M5 12h14",
            Self::Clock => "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm0 4v5l3 2",
            Self::Place => {
                "M12 21s7-6.2 7-11a7 7 0 1 0-14 0c0 4.800 7 11 7 11Zm0-13.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5Z"
            }
            Self::Online => {
                "M4 7h10a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1Zm11 4 6-3v8l-6-3"
            }
            Self::People => {
                "M9 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM3 19c0-3.300 2.700-5 6-5s6 1.700 6 5M16 5.500a3 3 0 0 1 0 5.300M17.500 14.300c2.100.600 3.500 2.200 3.500 4.700"
            }
            Self::Text => "M6 3h8l5 5v13H6V3Zm8 0v5h5M9 12h7M9 16h7",
            Self::Link => {
                "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1m2 4a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"
            }
            Self::Share => "M12 15V3m0 0L8 7m4-4 4 4M6 11H5v10h14V11h-1",
            Self::Save => "M12 4v10m0 0-4-4m4 4 4-4M5 20h14",
            Self::Edit => "m4 20 1-4L16 5l3 3L8 19l-4 1Zm10-13 3 3",
            Self::Delete => "M4 7h16M9 7V4h6v3m-9 0 1 13h10l1-13M10 11v5m4-5v5",
            Self::Star | Self::StarFilled => {
                "m12 3.500 2.600 5.300 5.900.900-4.300 4.100 1 5.800-5.200-2.700-5.200 2.700 1-5.800L3.500 9.700l5.900-.900L12 3.500Z"
            }
            Self::Flag => "M6 21V4m0 0h11l-2 4 2 4H6",
            Self::Repeat => {
                "M4 12a6 6 0 0 1 6-6h9m0 0-3-3m3 3-3 3m4 3a6 6 0 0 1-6 6H5m0 0 3-3m-3 3 3 3"
            }
            Self::Programme => "M5 6h.01M5 12h.01M5 18h.01M9 6h11M9 12h11M9 18h7",
            Self::House => "M4 11 12 4l8 7v9h-5v-6H9v6H4v-9Z",
            Self::Warning => "M12 4 2.500 20h19L12 4Zm0 6v4m0 3h.01",
            Self::Close => "M6 6l12 12M18 6 6 18",
            Self::Undo => "M5 9h9a5 5 0 0 1 0 10H8M5 9l4-4M5 9l4 4",
            Self::Shield => {
                "M12 3 5 6v5c0 4.500 2.900 8.300 7 10 4.100-1.700 7-5.500 7-10V6l-7-3Zm-3 9 2.200 2.200L15.500 10"
            }
            Self::Phone => {
                "M6 3h3l2 5-2.500 1.500a12 12 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3Z"
            }
            Self::Handle => "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
            Self::Up => "m5 15 7-7 7 7",
            Self::Down => "m5 9 7 7 7-7",
            Self::Coin => {
                "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM8.500 7.500 12 12l3.500-4.500M12 12v5M9 12.500h6M9 15h6"
            }
            Self::Mail => "M4 6h16v12H4V6Zm0 1 8 6 8-6",
            Self::Today => {
                "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16Zm0 5.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5Z"
            }
        }
    }
}

impl Icon {
    fn fill(self) -> &'static str {
        if self == Self::StarFilled { "currentColor" } else { "none" }
    }

    /// Draws the icon next to words, in a drawing; screen readers ignore it.
    pub fn tag(self) -> Tag {
        let path = Tag::new("path").with("d", self.path()).with("fill", self.fill());
        let svg = Tag::new("svg").with("class", "icon").with("viewBox", "0 0 24 24");
        svg.with("aria-hidden", true).tags([path])
    }
}

/// Draws an icon next to words; screen readers ignore it.
#[component]
pub fn IconView(
    /// The icon.
    icon: Icon,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=icon.path() fill=icon.fill()/>
        </svg>
    }
}
