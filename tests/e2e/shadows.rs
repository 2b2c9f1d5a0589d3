//! Cards and dialogs are raised from the page by a shadow, in both themes.

use super::app::{enter, import, meetings};
use super::harness::{Browser, Outcome, run_app};
use serde_json::json;

/// The shadows that the browser has computed: of a card, and of what lies over the page.
const SHADOWS: &str = r#"
    document.documentElement.dataset.theme = given[0];
    const probe = document.body.appendChild(document.createElement("div"));
    probe.style.boxShadow = "var(--shadow-high)";
    const found = [document.querySelector(".event-card"), probe].map((element) => getComputedStyle(element).boxShadow);
    probe.remove();
    return found;
"#;

async fn shadows(browser: &Browser, theme: &str) -> Outcome<Vec<String>> {
    Ok(serde_json::from_value(browser.script(SHADOWS, vec![json!(theme)]).await?)?)
}

#[test]
fn cards_and_dialogs_have_a_shadow() {
    run_app("shadows", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        browser.script("location.hash = '#/?d=2024-11-13';", Vec::new()).await?;
        browser.find("link", super::harness::Name::Has("幹事会")).await?;
        let (light, dark) = (shadows(browser, "light").await?, shadows(browser, "dark").await?);
        for shadow in light.iter().chain(&dark) {
            assert!(shadow.contains("rgb"), "{light:?} {dark:?}");
        }
        assert_ne!(light, dark, "each theme has its own");
        Ok(())
    });
}
