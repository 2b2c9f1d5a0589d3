//! The whole task with the keyboard alone: the first start, a review, an event and back, and the month's days.

use super::app::{enter, go, import, meetings};
use super::harness::{Browser, Name, Outcome, run_app, until};
use thirtyfour::Key;

/// How many times Tab is pressed at most.
const STEPS: usize = 200;

/// Presses Tab until the focus is on an element whose name contains `name`.
async fn tab_to(browser: &Browser, name: &str) -> Outcome {
    let mut seen = Vec::new();
    for _ in 0..STEPS {
        browser.press(Key::Tab).await?;
        let focused = browser.focused_name().await?;
        if focused.contains(name) {
            return Ok(());
        }
        seen.push(focused);
    }
    Err(format!("the tabulator does not reach {name:?}, but {seen:?}").into())
}

/// Waits until the focus is on an element with that name.
async fn has_focus(browser: &Browser, name: &str) -> Outcome {
    let arrived = until(&format!("the focus on {name:?}"), async || {
        Ok(browser.focused_name().await?.contains(name).then_some(()))
    })
    .await;
    match arrived {
        Ok(()) => Ok(()),
        Err(error) => Err(format!("{error}; it is on {:?}", browser.focused_name().await?).into()),
    }
}

async fn press_enter(browser: &Browser) -> Outcome {
    browser.press(Key::Enter).await
}

#[test]
fn from_the_first_start_to_an_event_and_back() {
    run_app("keyboard", async |site, browser| {
        enter(site, browser).await?;
        browser.find("heading", Name::Is("ようこそ")).await?;
        browser.press(Key::Tab).await?;
        assert_eq!(browser.focused_name().await?, "本文へ移動");
        press_enter(browser).await?;
        tab_to(browser, "見本を見る").await?;
        press_enter(browser).await?;
        has_focus(browser, "取り込む内容の確認").await?;
        tab_to(browser, "この内容を取り込む").await?;
        press_enter(browser).await?;
        browser.see("を取り込みました。").await?;
        has_focus(browser, "読み込み").await?;
        tab_to(browser, "予定を見る").await?;
        press_enter(browser).await?;
        browser.find("heading", Name::Is("予定")).await?;

        // The tabulator enters the list at today.
        tab_to(browser, "新着").await?;
        press_enter(browser).await?;
        browser.see("日時").await?;
        until("the focus on the heading of the event", async || {
            let tag = browser.script("return document.activeElement.tagName;", Vec::new()).await?;
            Ok((tag == "H1").then_some(()))
        })
        .await?;
        let title = browser.focused_name().await?;
        for _ in 0..STEPS {
            browser.press_with(Key::Shift, Key::Tab).await?;
            if browser.focused_name().await? == "戻る" {
                break;
            }
        }
        has_focus(browser, "戻る").await?;
        press_enter(browser).await?;
        browser.find("heading", Name::Is("予定")).await?;
        has_focus(browser, &title).await
    });
}

#[test]
fn the_way_back_leads_to_the_card_and_arrows_walk_the_month() {
    run_app("focus", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        go(browser, "#/?d=2024-11-23").await?;
        browser.press_on("link", Name::Has("芋煮会"), Key::Enter).await?;
        has_focus(browser, "芋煮会").await?;
        browser.find("heading", Name::Is("芋煮会")).await?;
        browser.press_on("button", Name::Is("戻る"), Key::Enter).await?;
        browser.find("heading", Name::Is("予定")).await?;
        has_focus(browser, "芋煮会").await?;

        go(browser, "#/calendars").await?;
        has_focus(browser, "カレンダー").await?;
        go(browser, "#/month/2024-11").await?;
        has_focus(browser, "2024年11月").await?;
        tab_to(browser, "11月1日").await?;
        browser.press(Key::Right).await?;
        has_focus(browser, "11月2日").await?;
        browser.press(Key::Down).await?;
        has_focus(browser, "11月9日").await?;
        browser.press(Key::Home).await?;
        has_focus(browser, "11月3日").await?;
        browser.press(Key::End).await?;
        has_focus(browser, "11月9日").await?;
        browser.press(Key::Left).await?;
        browser.press(Key::Up).await?;
        has_focus(browser, "11月1日").await?;
        browser.press(Key::Up).await?;
        has_focus(browser, "10月25日").await?;
        browser.find("heading", Name::Is("2024年10月")).await?;
        browser.press(Key::PageDown).await?;
        browser.find("heading", Name::Is("2024年11月")).await?;
        go(browser, "#/month/2024-11").await?;
        browser.press_on("link", Name::Has("11月13日 "), Key::Enter).await?;
        has_focus(browser, "11月13日").await?;
        browser.see("街頭集会").await?;
        tab_to(browser, "街頭集会").await?;
        press_enter(browser).await?;
        browser.find("heading", Name::Is("街頭集会")).await?;
        has_focus(browser, "街頭集会").await
    });
}
