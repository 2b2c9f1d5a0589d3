//! What is shown before the app is there: the welcome page of a first visit, and the last screen of a person who comes
//! back. The app's largest file is held back until a test lets it come.

use super::app::{file, go, import, meetings, started};
use super::harness::{Browser, Name, Outcome, Viewport, run_app, run_app_in, until};
use serde_json::Value;

/// Delays the app until `letAppCome()` is called, on pages that are opened after `holdApp` was stored.
const HELD_BACK: &str = r#"
    const fetched = window.fetch;
    const comes = new Promise((resolve) => { window.letAppCome = resolve; });
    window.fetch = async (address, options) => {
        if (String(address).endsWith("_bg.wasm") && sessionStorage.getItem("holdApp")) {
            await comes;
        }
        return fetched(address, options);
    };
"#;

async fn hold(browser: &Browser) -> Outcome {
    browser.script("sessionStorage.setItem('holdApp', 'yes');", Vec::new()).await?;
    Ok(())
}

/// Lets the app come, and waits until it has taken the place of what was shown before.
async fn let_come(browser: &Browser) -> Outcome {
    let left = "return document.querySelectorAll('.early-screen, #first-paint').length;";
    assert_ne!(browser.script(left, Vec::new()).await?, 0);
    browser.script("window.letAppCome();", Vec::new()).await?;
    started(browser).await?;
    assert_eq!(browser.script(left, Vec::new()).await?, 0);
    Ok(())
}

/// Opens the app for the first time, and keeps it back.
async fn first_visit(browser: &Browser, address: &str) -> Outcome {
    browser.before_each_page(HELD_BACK).await?;
    browser.open(&format!("{address}icons/icon.svg")).await?;
    hold(browser).await?;
    browser.open(address).await
}

#[test]
fn the_welcome_page_is_read_before_the_app_is_there() {
    let languages = [("ja", "ようこそ", "見本を見る"), ("en", "Welcome", "Look at a sample")];
    for (language, heading, sample) in languages {
        run_app_in(language, &format!("early-welcome-{language}"), async |site, browser| {
            first_visit(browser, site.address()).await?;
            browser.find("heading", Name::Is(heading)).await?;
            assert!(browser.has("button", Name::Has(sample)).await?);
            let text = browser.page_text().await?;
            let others = languages.iter().filter(|(other, ..)| *other != language);
            for (_, heading, sample) in others {
                assert!(!text.contains(heading) && !text.contains(sample), "{text}");
            }
            assert_eq!(
                browser.script("return document.documentElement.lang;", vec![]).await?,
                language
            );
            browser.screenshot(&format!("early-welcome-{language}")).await?;
            let before = places(browser).await?;
            let_come(browser).await?;
            browser.find("heading", Name::Is(heading)).await?;
            assert_eq!(before, places(browser).await?);
            browser.screenshot(&format!("early-welcome-{language}-real")).await?;
            Ok(())
        });
    }
}

#[test]
fn what_the_page_asks_for_early_is_fetched_once() {
    run_app("early-once", async |site, browser| {
        browser.open(site.address()).await?;
        started(browser).await?;
        // A preload that nothing uses has an entry of its own.
        let counts = "const names = performance.getEntriesByType('resource').map((it) => it.name);
            return [/early-/, /_bg\\.wasm$/].map((file) => names.filter((name) => file.test(name)).length);";
        let counts = browser.script(counts, Vec::new()).await?;
        assert_eq!(counts, serde_json::json!([1, 1]));
        Ok(())
    });
}

#[test]
fn a_tap_on_the_welcome_page_is_remembered() {
    run_app("early-tap", async |site, browser| {
        first_visit(browser, site.address()).await?;
        browser.click("button", Name::Has("見本を見る")).await?;
        browser.see("準備ができしだい開きます。").await?;
        let_come(browser).await?;
        browser.find("heading", Name::Is("取り込む内容の確認")).await?;
        Ok(())
    });
}

#[test]
fn a_file_that_was_chosen_on_the_welcome_page_is_opened() {
    run_app("early-file", async |site, browser| {
        first_visit(browser, site.address()).await?;
        browser.choose_files(&[&meetings()]).await?;
        browser.see("準備ができしだい開きます。").await?;
        let_come(browser).await?;
        browser.find("heading", Name::Is("取り込む内容の確認")).await?;
        Ok(())
    });
}

/// Where the visible texts stand.
const PLACES: &str = r#"
    const frame = document.querySelector(".early-screen:not([hidden]) .frame") ?? document.querySelector("body > .frame");
    const found = {};
    const walker = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.data.trim();
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        const { top, left, width, height } = range.getBoundingClientRect();
        const isSeen = width > 1 && height > 1 && top < innerHeight && top + height > 0
            && walker.currentNode.parentElement.checkVisibility() && !walker.currentNode.parentElement.closest("[inert]");
        if (text !== "" && isSeen) {
            (found[text] ??= []).push([top, left].map(Math.round).join());
        }
    }
    return found;
"#;

async fn places(browser: &Browser) -> Outcome<Value> {
    browser.script(PLACES, Vec::new()).await
}

/// Waits until the shown page is kept for the next start.
async fn kept(browser: &Browser, page: &str) -> Outcome {
    let look = format!("return localStorage.getItem('tsudoi.screen.{page}') !== null;");
    until("the screen to be kept", async || {
        Ok((browser.script(&look, Vec::new()).await? == true).then_some(()))
    })
    .await
}

/// A calendar with events today, so that the agenda has something to show wherever it opens.
fn of_today(day: &str) -> String {
    let events: Vec<String> = (0..40)
        .map(|number| {
            format!(
                r#"{{"@type":"Event","uid":"early-{number}","title":"第{number}回 見本の会","start":"{day}T09:00:00","duration":"PT1H"}}"#
            )
        })
        .collect();
    // One that is going on now.
    let now = format!(
        r#"{{"@type":"Event","uid":"early-now","title":"見本の会の一日","start":"{day}T00:00:00","duration":"PT23H59M"}}"#
    );
    format!(r#"{{"@type":"Group","title":"見本","entries":[{},{now}]}}"#, events.join(","))
}

async fn with_events(browser: &Browser, address: &str) -> Outcome {
    browser.before_each_page(HELD_BACK).await?;
    enter_at(browser, address).await?;
    let today = "const now = new Date(); return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;";
    let today = browser.script(today, Vec::new()).await?;
    let path = file("early.jscal.json", of_today(today.as_str().ok_or("no day")?))?;
    import(browser, &path).await
}

async fn enter_at(browser: &Browser, address: &str) -> Outcome {
    browser.open(address).await?;
    started(browser).await
}

#[test]
fn a_person_who_comes_back_sees_their_last_screen_where_the_real_one_will_stand() {
    for (size, viewport) in [("phone", Viewport::Phone), ("wide", Viewport::Desktop)] {
        run_app(&format!("early-screen-{size}"), async |site, browser| {
            browser.set_viewport(viewport).await?;
            with_events(browser, site.address()).await?;
            for (page, fragment) in [("agenda", "#/"), ("month", "#/month")] {
                hold_at(browser, page, fragment).await?;
                // The screen is kept once more as the page is left.
                browser.reload().await?;
                browser.see("見本の会").await?;
                let is_busy =
                    "return document.querySelector('.early-screen[aria-busy=true]') !== null;";
                assert_eq!(browser.script(is_busy, Vec::new()).await?, true);
                let before = places(browser).await?;
                browser.screenshot(&format!("early-{page}-{size}")).await?;
                let_come(browser).await?;
                browser.screenshot(&format!("early-{page}-{size}-real")).await?;
                assert_eq!(before, places(browser).await?, "{page}");
            }
            Ok(())
        });
    }
}

/// Goes to a page with events, waits until it is kept, and keeps the app back from the next page that is opened.
async fn hold_at(browser: &Browser, page: &str, fragment: &str) -> Outcome {
    go(browser, fragment).await?;
    browser.see("見本の会").await?;
    kept(browser, page).await?;
    hold(browser).await
}

#[test]
fn a_last_screen_is_not_shown_over_anything_else() {
    run_app("early-stale", async |site, browser| {
        with_events(browser, site.address()).await?;
        hold_at(browser, "agenda", "#/").await?;
        let ways = [
            ("another language", "put('tsudoi.settings', () => 'language=en');"),
            ("other data", "put('tsudoi.sentinel', (note) => note.replace(/\\d+$/, '999999'));"),
            (
                "another day",
                "put('tsudoi.screen.agenda', (screen) => screen.replace(/ \\d+-\\d+-\\d+ /, ' 2001-1-1 '));",
            ),
            ("a damaged note", "put('tsudoi.screen.agenda', () => '{');"),
            ("nothing", ""),
        ];
        let elsewhere = format!("{}icons/icon.svg", site.address());
        for (what, change) in ways {
            // The screen is kept as the page is left; what is changed is changed after that.
            browser.open(&elsewhere).await?;
            let alone = "const put = (name, text) => localStorage.setItem(name, text(localStorage.getItem(name)));";
            let save = "const before = JSON.stringify(Object.entries(localStorage));";
            let held =
                browser.script(&format!("{alone} {save} {change} return before;"), vec![]).await?;
            browser.open(site.address()).await?;
            if what == "nothing" {
                browser.see("見本の会").await?;
            } else {
                let text = browser.page_text().await?;
                assert!(!text.contains("見本の会"), "{what}: {text}");
            }
            browser.open(&elsewhere).await?;
            let restore = "localStorage.clear(); JSON.parse(given[0]).forEach(([key, value]) => localStorage.setItem(key, value));";
            browser.script(restore, vec![held]).await?;
        }
        Ok(())
    });
}

#[test]
fn nothing_of_a_last_screen_is_left_when_everything_is_deleted() {
    run_app("early-wiped", async |site, browser| {
        with_events(browser, site.address()).await?;
        for (page, fragment) in [("agenda", "#/"), ("month", "#/month")] {
            go(browser, fragment).await?;
            kept(browser, page).await?;
        }
        go(browser, "#/settings").await?;
        browser.click("button", Name::Is("すべて削除する")).await?;
        let confirm = "document.querySelectorAll('dialog[open] button[data-look=danger]').forEach((button) => button.click());";
        browser.script(confirm, Vec::new()).await?;
        browser.see("本当にすべて削除しますか").await?;
        browser.script(confirm, Vec::new()).await?;
        browser.find("heading", Name::Is("ようこそ")).await?;
        let left = "return Object.keys(localStorage).filter((key) => key.startsWith('tsudoi.screen')).length;";
        assert_eq!(browser.script(left, Vec::new()).await?, 0);
        Ok(())
    });
}

#[test]
fn a_button_of_the_last_screen_is_pressed_when_the_app_is_there_and_what_was_now_is_hidden() {
    run_app("early-buttons", async |site, browser| {
        with_events(browser, site.address()).await?;
        let filter = "document.querySelector('.early-screen button[aria-pressed]')";
        hold_at(browser, "month", "#/month").await?;
        browser.reload().await?;
        browser.see("見本の会").await?;
        browser.script(&format!("{filter}.click();"), Vec::new()).await?;
        let_come(browser).await?;
        browser.find("dialog", Name::Any).await?;
        // A link after it leads away from it.
        browser.reload().await?;
        browser.see("見本の会").await?;
        let link = "document.querySelector('.early-screen a[href=\"#/\"]')";
        browser.script(&format!("{filter}.click(); {link}.click();"), Vec::new()).await?;
        let_come(browser).await?;
        browser.find("heading", Name::Is("予定")).await?;
        assert!(!browser.has("dialog", Name::Any).await?);
        // A screen of a minute ago does not say what is going on now.
        hold_at(browser, "agenda", "#/").await?;
        let older =
            "const [held, frame] = JSON.parse(localStorage.getItem('tsudoi.screen.agenda'));
            localStorage.setItem('tsudoi.screen.agenda', JSON.stringify([held, frame, 0]));";
        browser.open(&format!("{}icons/icon.svg", site.address())).await?;
        browser.script(older, Vec::new()).await?;
        browser.open(site.address()).await?;
        browser.see("見本の会").await?;
        let seen = "return [...document.querySelectorAll('.early-screen [data-momentary]')]
            .map((it) => getComputedStyle(it).visibility);";
        let seen = browser.script(seen, Vec::new()).await?;
        let seen = seen.as_array().ok_or("no list")?;
        assert!(!seen.is_empty() && seen.iter().all(|it| it == "hidden"), "{seen:?}");
        Ok(())
    });
}
