//! A page opened from a link starts at its top, and whoever comes back finds the page as they left it.

use super::app::{complaints, endless, enter, go, import, meetings, started};
use super::harness::{Browser, Name, Outcome, Viewport, run_app, until};
use serde_json::{Value, json};
use std::time::Duration;

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

/// Scrolls the agenda, as a person does, and returns the day at its upper edge and where that day begins.
const SEEN: &str = r#"
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const pane = document.querySelector(".agenda")?.closest(".pane");
    if (!pane) return null;
    if (given[0]) pane.scrollBy(0, given[0]);
    await frame();
    await frame();
    const edge = pane.getBoundingClientRect().top;
    const group = [...pane.querySelectorAll(".day-group")].find((it) => it.getBoundingClientRect().bottom > edge);
    return group ? [group.id, Math.round(group.getBoundingClientRect().top - edge)] : null;
"#;

async fn seen(browser: &Browser, by: i64) -> Outcome<(String, i64)> {
    let seen = until("the agenda", async || {
        let seen = browser.script(SEEN, vec![json!(by)]).await?;
        Ok(seen[0].as_str().map(str::to_owned).zip(seen[1].as_i64()))
    });
    seen.await
}

/// Scrolls the agenda far into the past, until nothing moves any more, and returns the place.
async fn far(browser: &Browser) -> Outcome<(String, i64)> {
    for _ in 0..8 {
        seen(browser, -700).await?;
    }
    settled(browser).await
}

/// Returns the place of the agenda as soon as nothing moves any more.
async fn settled(browser: &Browser) -> Outcome<(String, i64)> {
    until("a list that stays", async || {
        let before = seen(browser, 0).await?;
        tokio::time::sleep(Duration::from_millis(600)).await;
        Ok((before == seen(browser, 0).await?).then_some(before))
    })
    .await
}

async fn is_there(browser: &Browser, (day, top): &(String, i64), when: &str) -> Outcome {
    let what = format!("the agenda to be at {day} {top} {when}");
    until(&what, async || {
        let (found, at) = seen(browser, 0).await?;
        Ok((found == *day && (at - top).abs() <= 3).then_some(()))
    })
    .await?;
    // It stays there.
    tokio::time::sleep(Duration::from_millis(500)).await;
    let (found, at) = seen(browser, 0).await?;
    assert!(found == *day && (at - top).abs() <= 3, "{found} {at} instead of {day} {top} {when}");
    Ok(())
}

async fn back(browser: &Browser) -> Outcome {
    browser.script("history.back();", Vec::new()).await?;
    Ok(())
}

async fn again(browser: &Browser) -> Outcome {
    browser.reload().await?;
    started(browser).await
}

const PLACES: [(&str, &str); 3] =
    [("#/month/2024-11", "2024年11月"), ("#/search", "検索"), ("#/settings", "設定")];

#[test]
fn the_agenda_is_where_one_left_it() {
    run_app("scroll-agenda", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &endless()?).await?;
        go(browser, "#/").await?;
        let start = settled(browser).await?;
        let place = far(browser).await?;
        assert!(place.0 < start.0, "{place:?} is not before {start:?}");
        for (page, heading) in PLACES {
            go(browser, page).await?;
            browser.find("heading", Name::Is(heading)).await?;
            back(browser).await?;
            is_there(browser, &place, &format!("after {page}")).await?;
        }
        again(browser).await?;
        is_there(browser, &place, "after a reload").await?;
        go(browser, "#/settings").await?;
        browser.find("heading", Name::Is("設定")).await?;
        again(browser).await?;
        back(browser).await?;
        is_there(browser, &place, "after a reload of another page").await?;
        // A link leads to today.
        go(browser, "#/settings").await?;
        browser.find("heading", Name::Is("設定")).await?;
        browser.click("link", Name::Is("予定")).await?;
        is_there(browser, &start, "from a link").await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn the_agenda_beside_an_event_stays_while_a_form_is_open() {
    run_app("scroll-beside", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &endless()?).await?;
        browser.set_viewport(Viewport::Desktop).await?;
        go(browser, "#/").await?;
        seen(browser, 0).await?;
        go(browser, "#/event/meet-01").await?;
        browser.find("heading", Name::Is("第3回 仲間づくり学習会")).await?;
        let place = far(browser).await?;
        browser.click("link", Name::Is("編集")).await?;
        browser.find("heading", Name::Is("行事を編集")).await?;
        back(browser).await?;
        is_there(browser, &place, "after a form that was left").await?;
        browser.click("link", Name::Is("編集")).await?;
        browser.fill("textbox", Name::Has("件名"), "第3回 夜の仲間づくり学習会").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Has("夜の仲間づくり学習会")).await?;
        is_there(browser, &place, "after a form that was saved").await?;
        again(browser).await?;
        is_there(browser, &place, "after a reload").await
    });
}

#[test]
fn the_axis_is_where_one_left_it() {
    run_app("scroll-axis", async |site, browser| {
        const AXIS: &str = r#"
            const axis = document.querySelector(".time-axis");
            if (!axis?.querySelector(".hours > li")) return null;
            if (given[0] !== null) axis.scrollTop = given[0];
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            return Math.round(axis.scrollTop);
        "#;
        let at = async |browser: &Browser, to: Value| {
            until("the axis", async || Ok(browser.script(AXIS, vec![to.clone()]).await?.as_i64()))
                .await
        };
        let is_at = async |browser: &Browser, place: i64| {
            until(&format!("the axis to be at {place}"), async || {
                let found = at(browser, Value::Null).await?;
                Ok(((found - place).abs() <= 2).then_some(()))
            })
            .await
        };
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        for page in ["#/week/2024-11-13", "#/day/2024-11-13?v=axis"] {
            go(browser, page).await?;
            let opened = at(browser, Value::Null).await?;
            let place = at(browser, json!(opened + 80)).await?;
            assert!(place > opened, "{page} has room below {opened}");
            go(browser, "#/event/meet-01").await?;
            browser.find("heading", Name::Is("第3回 仲間づくり学習会")).await?;
            back(browser).await?;
            is_at(browser, place).await?;
            again(browser).await?;
            is_at(browser, place).await?;
            go(browser, "#/settings").await?;
            browser.find("heading", Name::Is("設定")).await?;
            again(browser).await?;
            back(browser).await?;
            is_at(browser, place).await?;
        }
        // Another page begins at its own hour.
        go(browser, "#/week/2024-11-13").await?;
        let opened = at(browser, Value::Null).await?;
        let place = at(browser, json!(0)).await?;
        assert!(place < opened);
        go(browser, "#/day/2024-11-30?v=axis").await?;
        until("the morning", async || Ok((at(browser, Value::Null).await? > 100).then_some(())))
            .await?;
        back(browser).await?;
        is_at(browser, 0).await
    });
}
