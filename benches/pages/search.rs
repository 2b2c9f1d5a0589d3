//! Measures how long a letter typed into search takes, compared with `filter(includes)` over the same texts in the same
//! browser.

use crate::app::{go, started};
use crate::harness::{Browser, Name, Outcome, Site, until_after};
use crate::{PATIENCE, numbers};
use serde_json::json;

const TYPE: &str = include_str!("by_hand/type.js");

/// Each of its letters changes how many events are found.
const TYPED: &str = "第49回";

/// Milliseconds for each letter.
#[derive(Debug, Default)]
pub(crate) struct Typed {
    /// The time of the slowest letter.
    pub(crate) longest: f64,
    /// The time of all letters together.
    pub(crate) all: f64,
}

/// Types into the app's search after it has loaded every event.
pub(crate) async fn typed(browser: &Browser, events: usize) -> Outcome<Typed> {
    go(browser, "#/search?q=%E3%81%AE").await?;
    browser.find("searchbox", Name::Any).await?;
    until_after(PATIENCE, "every event to be known to search", async || {
        let text = browser.page_text().await?;
        Ok(text.contains(&format!("{events}件見つかりました")).then_some(()))
    })
    .await?;
    go(browser, "#/search").await?;
    browser.find("searchbox", Name::Any).await?;
    type_letters(browser).await
}

/// Types into the search written by hand.
pub(crate) async fn typed_by_hand(browser: &Browser, site: &Site) -> Outcome<Typed> {
    browser.open(&format!("{}search.html", site.address())).await?;
    started(browser).await?;
    type_letters(browser).await
}

async fn type_letters(browser: &Browser) -> Outcome<Typed> {
    let letters = numbers(&browser.script(TYPE, vec![json!(TYPED)]).await?);
    let longest = letters.iter().copied().max_by(f64::total_cmp).unwrap_or(f64::NAN);
    Ok(Typed { longest, all: letters.iter().sum() })
}
