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
