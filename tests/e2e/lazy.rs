//! The lazy part, which arrives after the first view: the old page stays until it is there, and a message appears if it
//! cannot be loaded.

use super::app::{go, started};
use super::harness::{Name, run_app, run_app_in, until};

/// Delays the second file until the promise `window.restComes` resolves.
const HELD_BACK: &str = r#"
    const fetched = window.fetch;
    window.restComes = new Promise((resolve) => { window.letRestCome = resolve; });
    window.fetch = async (address, options) => {
        if (String(address).includes("/lazy-")) {
            await window.restComes;
        }
        return fetched(address, options);
    };
"#;

/// Blocks the second file until `window.restComes` is true.
const KEPT_AWAY: &str = r#"
    const fetched = window.fetch;
    window.restComes = false;
    window.fetch = async (address, options) => {
        if (String(address).includes("/lazy-") && !window.restComes) {
            throw new TypeError("no network");
        }
        return fetched(address, options);
    };
"#;

/// Blocks the second file until the page has been loaded a second time.
const ONLY_ON_THE_FIRST_VISIT: &str = r#"
    const fetched = window.fetch;
    const isFirst = sessionStorage.getItem("visited") === null;
    addEventListener("pagehide", () => sessionStorage.setItem("visited", "yes"));
    window.fetch = async (address, options) => {
        if (String(address).includes("/lazy-") && isFirst) {
            return new Response("not here", { status: 404 });
        }
        return fetched(address, options);
    };
"#;

#[test]
fn the_open_page_stays_until_the_next_one_can_be_drawn() {
    run_app("rest-late", async |site, browser| {
        browser.before_each_page(HELD_BACK).await?;
        browser.open(site.address()).await?;
        started(browser).await?;
        browser.find("heading", Name::Is("ようこそ")).await?;
        go(browser, "#/settings").await?;
        until("the page to say that it is busy", async || {
            let look =
                "return document.querySelector('main')?.getAttribute('aria-busy') === 'true';";
            Ok((browser.script(look, Vec::new()).await? == true).then_some(()))
        })
        .await?;
        assert!(browser.has("heading", Name::Is("ようこそ")).await?);
        browser.script("window.letRestCome();", Vec::new()).await?;
        browser.find("heading", Name::Is("設定")).await?;
        browser.gone("heading", Name::Is("ようこそ")).await?;
        Ok(())
    });
}

/// As after a new version was published: the files of the old one are no longer on the server.
#[test]
fn a_reload_brings_the_new_version_when_the_old_one_is_gone() {
    let languages = [("ja", "再読み込み", "設定"), ("en", "Reload", "Settings")];
    for (language, reload, there) in languages {
        run_app_in(language, "rest-old", async |site, browser| {
            browser.before_each_page(ONLY_ON_THE_FIRST_VISIT).await?;
            browser.open(&format!("{}#/settings", site.address())).await?;
            started(browser).await?;
            browser.click("button", Name::Is(reload)).await?;
            browser.find("heading", Name::Is(there)).await?;
            Ok(())
        });
    }
}

#[test]
fn a_tap_that_needs_the_missing_part_says_so_too() {
    run_app("rest-tap", async |site, browser| {
        browser.before_each_page(ONLY_ON_THE_FIRST_VISIT).await?;
        browser.open(site.address()).await?;
        started(browser).await?;
        browser.click("button", Name::Has("見本を見る")).await?;
        browser.see("この画面を表示できませんでした").await?;
        browser.click("button", Name::Is("再読み込み")).await?;
        started(browser).await?;
        browser.click("button", Name::Has("見本を見る")).await?;
        browser.find("heading", Name::Is("取り込む内容の確認")).await?;
        Ok(())
    });
}

#[test]
fn a_page_that_cannot_be_fetched_says_so_and_can_be_tried_again() {
    let languages = [
        ("ja", "この画面を表示できませんでした", "もう一度試す", "設定"),
        ("en", "This page could not be loaded", "Try again", "Settings"),
    ];
    for (language, title, retry, there) in languages {
        run_app_in(language, "rest-gone", async |site, browser| {
            browser.before_each_page(KEPT_AWAY).await?;
            browser.open(&format!("{}#/settings", site.address())).await?;
            started(browser).await?;
            browser.find("heading", Name::Is(title)).await?;
            browser.script("window.restComes = true;", Vec::new()).await?;
            browser.click("button", Name::Is(retry)).await?;
            browser.find("heading", Name::Is(there)).await?;
            Ok(())
        });
    }
}
