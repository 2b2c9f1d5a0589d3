//! The agenda opens at today and stays there, whatever is drawn above it meanwhile, until the person scrolls.

use super::app::{endless, enter, file, import};
use super::data;
use super::harness::{Browser, Outcome, Site, Viewport, run_app};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// How long the test waits without touching the page.
const ALONE: Duration = Duration::from_secs(4);

/// Returns the position of the first day from today on in its pane, and the number of months in the list.
const SEEN: &str = r#"
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    const today = `day-${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    const group = [...document.querySelectorAll(".agenda .day-group")].find((group) => group.id >= today);
    if (!group) return { group: null };
    const pane = group.closest(".pane");
    return {
        group: group.id, today,
        top: Math.round(group.getBoundingClientRect().top - pane.getBoundingClientRect().top),
        scrolled: Math.round(pane.scrollTop),
        months: document.querySelectorAll(".agenda .month").length,
    };
"#;

/// Scrolls as a person does: to a position that the app has not set.
const SCROLL: &str = r#"
    const pane = document.querySelector(".agenda").closest(".pane");
    pane.scrollBy(0, given[0]);
"#;

async fn reopen(site: &Site, browser: &Browser) -> Outcome<Value> {
    browser.open("about:blank").await?;
    enter(site, browser).await?;
    tokio::time::sleep(ALONE).await;
    browser.script(SEEN, Vec::new()).await
}

/// Opens the agenda several times, and checks the position of today each time.
async fn opens_at_today(site: &Site, browser: &mut Browser, path: &Path) -> Outcome {
    enter(site, browser).await?;
    browser.script("localStorage.setItem('tsudoi.settings', 'language=ja');", Vec::new()).await?;
    enter(site, browser).await?;
    import(browser, path).await?;
    let mut wrong = Vec::new();
    for viewport in [Viewport::Phone, Viewport::Phone, Viewport::Phone, Viewport::Desktop] {
        browser.set_viewport(viewport).await?;
        let seen = reopen(site, browser).await?;
        println!("{viewport:?}: {seen}");
        let is_near = seen["top"].as_i64().is_some_and(|top| (0..=200).contains(&top));
        if !is_near || seen["months"].as_u64().is_none_or(|months| months > 8) {
            wrong.push(seen);
        }
    }
    assert!(wrong.is_empty(), "today is out of sight {} of 4 times: {wrong:?}", wrong.len());
    browser.set_viewport(Viewport::Phone).await
}

#[test]
fn beside_a_series_without_an_end() {
    run_app("today-endless", async |site, browser| {
        opens_at_today(site, browser, &endless()?).await?;
        // After the person has scrolled, the position stays.
        browser.script(SCROLL, vec![json!(300)]).await?;
        tokio::time::sleep(Duration::from_secs(1)).await;
        let seen = browser.script(SEEN, Vec::new()).await?;
        assert!(seen["top"].as_i64().is_some_and(|top| top < 60), "put back: {seen}");
        Ok(())
    });
}

#[test]
fn among_ten_thousand_events() {
    run_app("today-full", async |site, browser| {
        let path = file("full.jscal.json", data::calendar(10_000))?;
        opens_at_today(site, browser, &path).await
    });
}
