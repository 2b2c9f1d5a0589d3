//! Requirements for every page: axe-core finds no violation, and nothing needs sideways scrolling.

use super::app::{enter, file, go, import, import_page, meetings, started};
use super::harness::{Browser, Outcome, Site, Theme, Viewport, run_app, until};
use serde_json::json;
use std::path::{Path, PathBuf};

/// The pages that can be opened directly once there is a calendar.
pub(crate) const PLACES: [&str; 25] = [
    "#/?d=2024-11-01",
    "#/month/2024-11",
    "#/week/2024-11-13",
    "#/year/2024",
    "#/day/2024-11-13",
    "#/day/2024-11-13?v=axis",
    "#/event/meet-01",
    "#/event/meet-01/participants",
    "#/event/meet-01/edit",
    "#/event/new",
    "#/search",
    "#/search?q=%E8%A6%8B%E6%9C%AC&r=2024-11-01..",
    "#/calendars",
    "#/people",
    "#/people/new",
    "#/organizations",
    "#/organizations/new",
    "#/import",
    "#/export",
    "#/settings",
    "#/history",
    "#/bin",
    "#/print/month/2024-11",
    "#/print/list/2024-11",
    "#/no-such-place",
];

/// The sizes and themes.
const LOOKS: [(Viewport, Theme); 4] = [
    (Viewport::Phone, Theme::Light),
    (Viewport::Phone, Theme::Dark),
    (Viewport::Desktop, Theme::Dark),
    (Viewport::Desktop, Theme::Light),
];

/// Returns the elements that extend beyond the right edge of the page, and the panes that scroll sideways.
const STICKING_OUT: &str = r#"
    const root = document.documentElement;
    const path = (element) => {
        const steps = [];
        for (let at = element; at && at !== document.body; at = at.parentElement) {
            steps.unshift(at.tagName.toLowerCase() + [...at.classList].map((name) => `.${name}`).join(""));
        }
        return steps.slice(-4).join(" > ");
    };
    const out = [];
    const panes = [root, ...document.querySelectorAll(".pane, dialog[open]")];
    for (const pane of panes) {
        if (pane.scrollWidth > pane.clientWidth) {
            const edge = pane.getBoundingClientRect().left + pane.clientWidth + 1;
            const wide = [...pane.querySelectorAll("*")].filter((element) =>
                element.checkVisibility() && element.getBoundingClientRect().right > edge);
            const worst = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
            out.push(`${pane.scrollWidth} > ${pane.clientWidth}: ${worst.slice(0, 4).map(path).join(" | ")}`);
        }
    }
    return out;
"#;

/// Waits until a page has its heading and is not loading anything more.
pub(crate) async fn settled(browser: &Browser) -> Outcome {
    until("a page with a heading", async || {
        let look = r#"
            const heading = [...document.querySelectorAll("main h1")].find((found) => found.checkVisibility());
            const is_busy = document.querySelector("main [aria-busy=true]") !== null;
            await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
            const ends = (animation) => animation.effect?.getComputedTiming().endTime < 5000;
            await Promise.allSettled(document.getAnimations().filter(ends).map((animation) => animation.finished));
            return Boolean(heading?.textContent) && !is_busy;
        "#;
        Ok((browser.script(look, Vec::new()).await? == true).then_some(()))
    })
    .await
}

async fn speak(browser: &Browser, language: &str) -> Outcome {
    let set = "localStorage.setItem('tsudoi.settings', `language=${given[0]}`);";
    browser.script(set, vec![json!(language)]).await?;
    browser.reload().await?;
    started(browser).await?;
    settled(browser).await
}

/// Shows each page in turn and calls `look`: the first start, then with a calendar, then the steps of an import.
async fn each_page(
    site: &Site,
    browser: &mut Browser,
    mut look: impl AsyncFnMut(&mut Browser, &str) -> Outcome,
) -> Outcome {
    enter(site, browser).await?;
    settled(browser).await?;
    look(browser, "welcome").await?;
    import(browser, &meetings()).await?;
    look(browser, "import done").await?;
    for place in PLACES {
        go(browser, "#/history").await?;
        go(browser, place).await?;
        settled(browser).await?;
        look(browser, place).await?;
    }
    Ok(())
}

/// Shows the steps of an import that a file leads to.
fn steps() -> Outcome<[(&'static str, PathBuf); 2]> {
    let partly = String::from_utf8(std::fs::read(meetings())?)?
        .replace("meet-0", "other-0")
        .replace("2024-11-05T18:30:00", "2024-02-31T18:30:00")
        .replace("meetings-2024", "others-2024");
    Ok([
        ("unreadable", file("page.html", "<!doctype html><p>no</p>")?),
        ("review", file("partly.jscal.json", partly)?),
    ])
}

async fn open_file(browser: &Browser, step: &str, path: &Path) -> Outcome {
    import_page(browser).await?;
    browser.choose_files(&[path]).await?;
    until(step, async || {
        let now = "return document.querySelector('[data-step]')?.dataset.step;";
        Ok((browser.script(now, Vec::new()).await? == step).then_some(()))
    })
    .await
}

#[test]
fn no_page_has_anything_against_it() {
    run_app("axe", async |site, browser| {
        let mut found = Vec::new();
        let steps = steps()?;
        each_page(site, browser, async |browser, place| {
            for language in ["en", "ja"] {
                if place != "import done" {
                    speak(browser, language).await?;
                }
                audit(browser, &format!("{place} {language}"), &mut found).await?;
            }
            Ok(())
        })
        .await?;
        for (name, path) in &steps {
            open_file(browser, name, path).await?;
            audit(browser, name, &mut found).await?;
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
        Ok(())
    });
}

async fn audit(browser: &mut Browser, name: &str, found: &mut Vec<String>) -> Outcome {
    for (viewport, theme) in LOOKS {
        browser.set_viewport(viewport).await?;
        browser.set_theme(theme).await?;
        settled(browser).await?;
        for violation in browser.axe().await? {
            found.push(format!("{name} {viewport:?} {theme:?}: {violation}"));
        }
    }
    browser.set_viewport(Viewport::Phone).await
}

#[test]
fn every_page_has_its_picture_taken() {
    if std::env::var_os("TSUDOI_SHOTS").is_none() {
        println!("no pictures: TSUDOI_SHOTS is not set");
        return;
    }
    run_app("shots", async |site, browser| {
        each_page(site, browser, async |browser, place| {
            let name: String =
                place.chars().map(|it| if it.is_alphanumeric() { it } else { '-' }).collect();
            for (viewport, theme) in LOOKS {
                browser.set_viewport(viewport).await?;
                browser.set_theme(theme).await?;
                settled(browser).await?;
                browser.screenshot(&format!("{name}-{viewport:?}-{theme:?}")).await?;
            }
            browser.set_viewport(Viewport::Phone).await
        })
        .await
    });
}

#[test]
fn no_page_scrolls_sideways() {
    run_app("narrow", async |site, browser| {
        let mut found = Vec::new();
        let steps = steps()?;
        each_page(site, browser, async |browser, place| measure(browser, place, &mut found).await)
            .await?;
        for (name, path) in &steps {
            open_file(browser, name, path).await?;
            measure(browser, name, &mut found).await?;
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
        Ok(())
    });
}

async fn measure(browser: &mut Browser, name: &str, found: &mut Vec<String>) -> Outcome {
    let cases = [
        (Viewport::Narrow, 16),
        (Viewport::Phone, 32),
        (Viewport::Narrow, 32),
        (Viewport::Desktop, 32),
    ];
    for (viewport, text) in cases {
        browser.set_viewport(viewport).await?;
        browser.set_text_size(text).await?;
        settled(browser).await?;
        for line in browser.script(STICKING_OUT, Vec::new()).await?.as_array().into_iter().flatten()
        {
            found.push(format!("{name} {viewport:?} {text}px: {line}"));
        }
    }
    browser.set_text_size(16).await?;
    browser.set_viewport(Viewport::Phone).await
}
