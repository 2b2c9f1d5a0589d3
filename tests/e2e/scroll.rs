//! A page opened from a link starts at its top, and whoever comes back finds the page as they left it.

use super::app::{complaints, enter, go, import, meetings};
use super::harness::{Browser, Name, Outcome, Viewport, run_app, until};
use serde_json::{Value, json};

/// Scrolls the page in front as far as it goes, at most to that position.
const SCROLL: &str = r#"
    const pane = [...document.querySelectorAll(".pane")].at(-1);
    pane.scrollTop = given[0];
    return Math.round(pane.scrollTop);
"#;

const PLACE: &str = r#"
    const pane = [...document.querySelectorAll(".pane")].at(-1);
    return Math.round(pane.scrollTop);
"#;

async fn scrolled(browser: &Browser, to: i64) -> Outcome<i64> {
    let reached = until("a page that is long enough", async || {
        let reached = browser.script(SCROLL, vec![json!(to)]).await?;
        Ok(reached.as_i64().filter(|reached| *reached >= to / 2))
    })
    .await?;
    // The browser tells the page in its next frame.
    let frame = "await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));";
    browser.script(frame, Vec::new()).await?;
    Ok(reached)
}

async fn is_at(browser: &Browser, place: i64) -> Outcome {
    let what = format!("the page to be at {place}");
    until(&what, async || {
        let found: Value = browser.script(PLACE, Vec::new()).await?;
        Ok(found.as_i64().filter(|found| (found - place).abs() <= 2))
    })
    .await?;
    Ok(())
}

/// Opens another page by a link that is always in sight, and comes back.
async fn there_and_back(browser: &Browser, link: Name<'_>, heading: [&str; 2]) -> Outcome {
    let [here, there] = heading;
    browser.find("heading", Name::Is(here)).await?;
    let place = scrolled(browser, 300).await?;
    for _ in 0..2 {
        browser.click("link", link).await?;
        browser.find("heading", Name::Is(there)).await?;
        is_at(browser, 0).await?;
        browser.script("history.back();", Vec::new()).await?;
        browser.find("heading", Name::Is(here)).await?;
        is_at(browser, place).await?;
    }
    Ok(())
}

#[test]
fn back_leads_to_where_one_was_and_links_to_the_top() {
    run_app("scroll", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        go(browser, "#/event/meet-01").await?;
        let title = "第3回 仲間づくり学習会";
        there_and_back(browser, Name::Is("編集"), [title, "行事を編集"]).await?;
        // The app's own button does the same.
        let place = scrolled(browser, 200).await?;
        browser.click("link", Name::Is("元に戻す")).await?;
        browser.find("heading", Name::Is("履歴")).await?;
        is_at(browser, 0).await?;
        browser.click("button", Name::Is("戻る")).await?;
        browser.find("heading", Name::Is(title)).await?;
        is_at(browser, place).await?;
        for viewport in [Viewport::Phone, Viewport::Desktop] {
            browser.set_viewport(viewport).await?;
            go(browser, "#/settings").await?;
            there_and_back(browser, Name::Is("元に戻す"), ["設定", "履歴"]).await?;
        }
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}
