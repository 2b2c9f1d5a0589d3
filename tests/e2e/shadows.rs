//! Panels and dialogs have a shadow, in both themes.

use super::app::enter;
use super::harness::{Browser, Outcome, run_app};
use serde_json::json;

/// The shadows that the browser has computed: for an element of the page, and for each level.
const SHADOWS: &str = r#"
    document.documentElement.dataset.theme = given[0];
    while (!document.querySelector(".way")) await new Promise((resolve) => setTimeout(resolve, 20));
    const probe = document.body.appendChild(document.createElement("div"));
    const shadow = (element) => getComputedStyle(element).boxShadow;
    const level = (name) => { probe.style.boxShadow = `var(${name})`; return shadow(probe); };
    const found = [shadow(document.querySelector(".way")), level("--shadow"), level("--shadow-high")];
    probe.remove();
    return found;
"#;

async fn shadows(browser: &Browser, theme: &str) -> Outcome<Vec<String>> {
    Ok(serde_json::from_value(browser.script(SHADOWS, vec![json!(theme)]).await?)?)
}

#[test]
fn what_is_raised_has_a_shadow() {
    run_app("shadows", async |site, browser| {
        enter(site, browser).await?;
        let (light, dark) = (shadows(browser, "light").await?, shadows(browser, "dark").await?);
        for shadow in light.iter().chain(&dark) {
            assert!(shadow.contains("rgb"), "{light:?} {dark:?}");
        }
        assert_ne!(light, dark, "each theme has its own");
        Ok(())
    });
}
