//! Old browsers: the page that says what is needed, and the app without what the oldest supported browsers lack.
//!
//! `build/old-browsers.mjs` checks by tables what the built files use; here the results are seen in a browser.

use super::app::{complaints, enter, go, import, meetings, started};
use super::harness::{Browser, Outcome, run_app, until};
use super::shell::copy;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// Makes the browser deny an ability, before any other script runs.
const WITHOUT_CONTAINER_QUERIES: &str =
    r#"CSS.supports = function (property) { return property !== "container-type"; };"#;

/// Returns the path of the built style sheet.
fn style_sheet(folder: &Path) -> Outcome<PathBuf> {
    let is_style = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "css");
    let mut paths = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path()));
    Ok(paths.find(is_style).ok_or("dist/ has no style sheet")?)
}

/// A copy of the built app in a browser that has no container queries.
fn denied() -> Outcome<PathBuf> {
    let folder = copy("denied")?;
    let page = folder.join("index.html");
    let html = fs::read_to_string(&page)?;
    fs::write(folder.join("deny.js"), WITHOUT_CONTAINER_QUERIES)?;
    fs::write(page, html.replacen("<body>", "<body><script src=\"./deny.js\"></script>", 1))?;
    Ok(folder)
}

/// A copy of the built app whose styles lack what Firefox 115, Chrome 109 or Safari 16.4 lack: `:has()`,
/// `content-visibility`, `text-wrap`, `scrollbar-color`, and all that is inside `@supports`.
fn plain() -> Outcome<PathBuf> {
    let folder = copy("plain")?;
    let style = style_sheet(&folder)?;
    let css = fs::read_to_string(&style)?;
    let plain = ["content-visibility", "text-wrap", "scrollbar-color", "word-break:auto-phrase"]
        .iter()
        .fold(css, |css, name| css.replace(name, "not-known"));
    fs::write(&style, plain.replace(":has(", ":not-known(").replace("@supports", "@not-known"))?;
    // The hash of the style sheet in the page is that of the unchanged one.
    let page = folder.join("index.html");
    let html = fs::read_to_string(&page)?;
    let (before, rest) = html.split_once("rel=\"stylesheet\"").ok_or("no style sheet")?;
    let rest = rest.replacen("integrity=", "data-was=", 1);
    fs::write(page, format!("{before}rel=\"stylesheet\"{rest}"))?;
    Ok(folder)
}

#[test]
fn a_browser_that_is_too_old_says_what_is_needed_and_starts_nothing() {
    run_app("too-old", async |site, browser| {
        site.publish(&denied()?)?;
        browser.open(site.address()).await?;
        browser.see("このブラウザでは、つどいを使えません").await?;
        browser.see("Tsudoi does not work in this browser").await?;
        // A browser that is really too old ignores the preload of the first part, which is for Chromium of today.
        let loaded = "return performance.getEntriesByType('resource')
            .filter((file) => /\\.wasm$/.test(file.name) && file.initiatorType !== 'link').length;";
        assert_eq!(browser.script(loaded, Vec::new()).await?, 0, "no part of the app is loaded");
        assert_eq!(
            browser
                .script("return document.getElementById('start-failed').hidden;", Vec::new())
                .await?,
            true
        );
        browser.screenshot("too-old").await?;
        Ok(())
    });
}

/// Returns what a page needs to be readable: colours of surfaces and bars, and the marks of chosen and focused things.
const COLOURS: &str = r#"
    const style = (selector) => getComputedStyle(document.querySelector(selector));
    const isClear = (colour) => /rgba\(.*, 0\)|transparent/.test(colour);
    return {
        page: !isClear(style("html").backgroundColor),
        bar: !isClear(style(".pane:last-child .top-bar").backgroundColor),
        nav: !isClear(style(".nav-bar").backgroundColor),
        text: style("body").color !== style("html").backgroundColor,
    };
"#;

async fn colours(browser: &Browser) -> Outcome<Value> {
    browser.script(COLOURS, Vec::new()).await
}

#[test]
fn without_the_newer_features_the_pages_are_plain_but_whole() {
    run_app("plain", async |site, browser| {
        site.publish(&plain()?)?;
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        for (name, page) in [
            ("agenda", "#/?d=2024-11-01"),
            ("month", "#/month/2024-11"),
            ("week", "#/week/2024-11-13"),
            ("event", "#/event/meet-01"),
            ("edit", "#/event/meet-01/edit"),
            ("settings", "#/settings"),
        ] {
            go(browser, page).await?;
            let whole = json!({ "page": true, "bar": true, "nav": true, "text": true });
            until(name, async || Ok((colours(browser).await? == whole).then_some(()))).await?;
            browser.screenshot(&format!("plain-{name}")).await?;
        }
        let marks = r#"
            const marked = (input) => getComputedStyle(input).boxShadow !== "none";
            const inputs = [...document.querySelectorAll(".choice input[type=radio]")];
            return { chosen: inputs.filter((input) => input.checked).every(marked), others: inputs.filter((input) => !input.checked).some(marked), count: inputs.length > 3 };
        "#;
        assert_eq!(
            browser.script(marks, Vec::new()).await?,
            json!({ "chosen": true, "others": false, "count": true }),
            "a choice shows which option is chosen"
        );
        started(browser).await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}
