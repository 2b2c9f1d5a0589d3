//! Properties of the device and the preferences of its owner.

use gloo::events::EventListener;

use super::document::window;

/// Returns the preferred languages as RFC 5646 tags, best first.
pub fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

/// Whether the app was opened from the home screen.
pub fn is_installed() -> bool {
    matches("(display-mode: standalone)")
}

/// Returns how the browser names itself.
pub fn agent() -> String {
    window().navigator().user_agent().unwrap_or_default()
}

/// Whether the device can be touched with a finger. An iPad names itself as a Mac.
pub fn has_touch() -> bool {
    window().navigator().max_touch_points() > 0
}

/// Whether the device runs iOS or iPadOS, where a home-screen app cannot download.
pub fn is_apple_mobile() -> bool {
    let agent = agent();
    agent.contains("iPhone") || agent.contains("iPad")
}

/// Whether the viewport is wide enough for two panes.
pub fn is_wide() -> bool {
    matches("(min-width: 60rem)")
}

/// Calls back each time the viewport becomes wide or narrow.
pub fn on_wide(mut call: impl FnMut(bool) + 'static) {
    if let Ok(Some(query)) = window().match_media("(min-width: 60rem)") {
        EventListener::new(&query, "change", move |_| call(is_wide())).forget();
        // The list must live as long as its listener does.
        std::mem::forget(query);
    }
}

fn matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}
