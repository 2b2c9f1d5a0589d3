//! A person who taps faster than pages are drawn: a late callback must not call a page that has been left.

use super::app::{endless, enter, import, started};
use super::harness::{Browser, Outcome, run_app};
use serde_json::{Value, json};

/// The times between two taps, in milliseconds.
const GAPS: [u32; 5] = [10, 30, 60, 100, 150];

/// Every kind of page, in an order in which neighbours have little in common.
const PAGES: [&str; 27] = [
    "#/week/2024-11-13",
    "#/month/2024-11",
    "#/day/2024-11-13?v=axis",
    "#/",
    "#/event/meet-01",
    "#/week",
    "#/event/meet-01/edit",
    "#/year/2024",
    "#/?d=2024-11-13",
    "#/event/meet-01/participants",
    "#/event/new",
    "#/month",
    "#/search?q=会議",
    "#/event/meet-06?on=2024-11-13T10:00:00",
    "#/event/meet-06/edit?on=2024-11-13T10:00:00",
    "#/calendars",
    "#/day/2024-11-13",
    "#/export",
    "#/settings",
    "#/search",
    "#/history",
    "#/print/month/2024-11",
    "#/bin",
    "#/import",
    "#/event/new?from=meet-01",
    "#/event/gone",
    "#/nowhere",
];

/// Records failures that the console reports, for engines whose driver does not report them.
const LISTEN: &str = r#"
    if (window.faults) return;
    window.faults = [];
    const error = console.error;
    console.error = (...words) => { window.faults.push(words.join(" ").slice(0, 300)); error(...words); };
    addEventListener("error", ({ message }) => {
        // WebKit reports in this way that it will call the observer in the next frame.
        if (!message.startsWith("ResizeObserver loop")) window.faults.push(message);
    });
"#;

/// Goes to an address and waits until its page is drawn.
const GO: &str = r#"
    location.hash = given[0];
    const began = performance.now();
    while (!document.querySelector(given[1])) {
        if (performance.now() - began > 5000) throw `${given[0]} was not drawn`;
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
"#;

/// Taps on links by their names, one after the other.
const TAP: &str = r#"
    const [gap, names] = given;
    for (const name of names) {
        const links = [...document.querySelectorAll("a[href]")];
        const named = (link) => (link.getAttribute("aria-label") ?? link.textContent).trim() === name;
        links.find((link) => named(link) && link.checkVisibility())?.click();
        await new Promise((resolve) => setTimeout(resolve, gap));
    }
"#;

/// Goes to several addresses, one after the other.
const LEAF: &str = r#"
    const [gap, pages] = given;
    for (const page of pages) {
        location.hash = page;
        await new Promise((resolve) => setTimeout(resolve, gap));
    }
"#;

/// Leaves a page at the moment when it is drawn.
const LEAVE: &str = r#"
    const [page, drawn, next] = given;
    const left = new Promise((resolve) => {
        const watch = new MutationObserver(() => {
            if (!document.querySelector(drawn)) return;
            watch.disconnect();
            location.hash = next;
            setTimeout(resolve, 60);
        });
        watch.observe(document.body, { childList: true, subtree: true });
        setTimeout(resolve, 2000);
    });
    location.hash = page;
    await left;
"#;

/// Returns whether the app has failed, and the messages about it.
const FAILED: &str = r#"
    await new Promise((resolve) => setTimeout(resolve, 300));
    const is_stopped = document.body.innerText.includes("予期しない問題が起きました");
    return is_stopped || window.faults.length > 0 ? `${is_stopped} ${window.faults.join(" | ")}` : null;
"#;

/// Runs one round of a script `times` times, and returns in how many rounds the app failed.
async fn rounds(
    browser: &Browser,
    times: u32,
    begin: (&str, &str),
    script: &str,
    given: Vec<Value>,
) -> Outcome<Vec<String>> {
    let mut failures = Vec::new();
    for _ in 0..times {
        browser.script(LISTEN, Vec::new()).await?;
        browser.script(GO, vec![json!(begin.0), json!(begin.1)]).await?;
        browser.script(script, given.clone()).await?;
        if let Some(failure) = browser.script(FAILED, Vec::new()).await?.as_str() {
            failures.push(failure.to_owned());
            browser.reload().await?;
            started(browser).await?;
        }
    }
    Ok(failures)
}

const WEEK: (&str, &str) = ("#/week/2024-11-01", ".time-axis .grid");
const SETTINGS: (&str, &str) = ("#/settings", ".health, .panel");

#[test]
fn no_page_that_was_left_is_called_back() {
    run_app("quick-taps", async |site, browser| {
        enter(site, browser).await?;
        browser
            .script("localStorage.setItem('tsudoi.settings', 'language=ja');", Vec::new())
            .await?;
        enter(site, browser).await?;
        import(browser, &endless()?).await?;
        let weeks = vec!["次の週"; 9];
        let views: Vec<&str> = ["月", "週", "日", "週"].into_iter().cycle().take(16).collect();
        let back: Vec<&str> = PAGES.iter().rev().copied().collect();
        let mut failures = Vec::new();
        for gap in GAPS {
            let count = failures.len();
            let given = |names: &[&str]| vec![json!(gap), json!(names)];
            failures.extend(rounds(browser, 2, WEEK, TAP, given(&weeks)).await?);
            failures.extend(rounds(browser, 2, WEEK, TAP, given(&views)).await?);
            failures.extend(rounds(browser, 1, SETTINGS, LEAF, given(&PAGES)).await?);
            failures.extend(rounds(browser, 1, SETTINGS, LEAF, given(&back)).await?);
            println!("{gap} ms: {} of 6 rounds failed", failures.len() - count);
        }
        let count = failures.len();
        for (page, drawn) in [WEEK, ("#/month/2024-11", ".month-grid .cell"), ("#/", ".day-group")]
        {
            let given = vec![json!(page), json!(drawn), json!("#/settings")];
            failures.extend(rounds(browser, 6, SETTINGS, LEAVE, given).await?);
        }
        println!("left as soon as drawn: {} of 18 rounds failed", failures.len() - count);
        assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
        Ok(())
    });
}
