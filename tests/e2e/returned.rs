//! What is handed on comes back corrected, an event is in another calendar than in the file, and a message is about one date.

use std::path::PathBuf;

use super::app::{accept, complaints, edit, enter, event_of, file, go, import, meetings, review};
use super::harness::{Browser, Name, Outcome, run_app};
use serde_json::{Value, json};
use thirtyfour::Key;

const LATER: &str = "2124-10-28T00:00:00Z";

/// Saves the calendar from the export page, with names.
async fn exported(browser: &Browser) -> Outcome<Value> {
    go(browser, "#/export").await?;
    browser.click("radio", Name::Has("名前を入れる")).await?;
    browser.click("button", Name::Is("ファイルを保存")).await?;
    let (_, bytes) = browser.take_download(".json").await?;
    Ok(serde_json::from_slice(&bytes)?)
}

fn corrected(mut group: Value, name: &str, change: impl FnOnce(&mut Value)) -> Outcome<PathBuf> {
    group["updated"] = json!(LATER);
    change(&mut group);
    file(name, serde_json::to_vec(&group)?)
}

#[test]
fn what_was_handed_on_and_comes_back_is_merged_with_what_was_written_since() {
    run_app("returned", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        edit(browser, "meet-02", "場所", "組合事務所 2階").await?;
        let sent = exported(browser).await?;
        edit(browser, "meet-02", "場所", "組合事務所 3階").await?;
        edit(browser, "meet-18", "場所", "市民会館 別館").await?;
        let back = corrected(sent, "back.jscal.json", |group| {
            let event = event_of(group, "meet-02");
            event["updated"] = json!(LATER);
            event["title"] = json!("拡大の執行委員会");
        })?;
        review(browser, &[&back]).await?;
        browser.see("変更 1件").await?;
        accept(browser).await?;
        go(browser, "#/event/meet-02").await?;
        browser.find("heading", Name::Is("拡大の執行委員会")).await?;
        browser.see("組合事務所 3階").await?;
        go(browser, "#/event/meet-18").await?;
        browser.see("市民会館 別館").await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn an_event_that_is_here_in_another_calendar_is_moved_when_chosen() {
    run_app("elsewhere", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        let sent = exported(browser).await?;
        let other = corrected(sent, "branch.jscal.json", |group| {
            group["uid"] = json!("branch");
            group["title"] = json!("架空支部");
            let entries = group["entries"].as_array_mut().expect("a group has entries");
            entries.retain(|entry| entry["uid"] == "meet-12");
            entries[0]["updated"] = json!(LATER);
            entries[0]["title"] = json!("芋煮会（支部主催）");
        })?;
        review(browser, &[&other]).await?;
        browser.find("heading", Name::Is("別のカレンダーにある行事 1件")).await?;
        browser.see("「架空労組の行事」のまま更新する").await?;
        // Nothing is chosen yet, so nothing can be accepted.
        let accept_button = browser.find("button", Name::Is("この内容を取り込む")).await?;
        assert_eq!(accept_button.attr("aria-disabled").await?.as_deref(), Some("true"));
        browser.see("取り込むものを選んでください。").await?;
        accept_button.click().await?;
        browser.find("heading", Name::Is("取り込む内容の確認")).await?;
        let checked = "return document.querySelectorAll('.conflict input:checked').length;";
        assert_eq!(browser.script(checked, Vec::new()).await?, json!(0));
        browser.press_on("radio", Name::Has("「架空支部」へ移す"), Key::Space).await?;
        assert_eq!(browser.script(checked, Vec::new()).await?, json!(1));
        accept(browser).await?;
        browser.find("button", Name::Is("この読み込みを元に戻す")).await?;
        go(browser, "#/event/meet-12").await?;
        browser.find("heading", Name::Is("芋煮会（支部主催）")).await?;
        browser.see("架空支部").await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn a_file_without_news_leaves_the_page_ready_for_another() {
    run_app("no-news", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        review(browser, &[&meetings()]).await?;
        browser.see("新しい内容はありません").await?;
        assert!(!browser.page_text().await?.contains("内容はすべて取り込めます"));
        browser.click("button", Name::Is("別のファイルを読み込む")).await?;
        browser.find("button", Name::Is("ファイルを選ぶ")).await?;
        review(browser, &[&meetings()]).await?;
        browser.see("新しい内容はありません").await?;
        browser.click("link", Name::Is("設定")).await?;
        browser.find("heading", Name::Is("設定")).await?;
        browser.click("link", Name::Is("読み込み")).await?;
        browser.find("button", Name::Is("ファイルを選ぶ")).await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn a_message_about_one_date_names_the_date_and_leaves_the_others() {
    run_app("one-date", async |site, browser| {
        enter(site, browser).await?;
        let zone = "TZID=Asia/Tokyo:";
        let ics = |method: &str, event: &str| {
            let head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//EN\n";
            format!("{head}{method}BEGIN:VEVENT\n{event}END:VEVENT\nEND:VCALENDAR\n")
        };
        let series = format!(
            "UID:talks\nDTSTAMP:20300101T000000Z\nDTSTART;{zone}20300603T150000\nDTEND;{zone}20300603T160000\nRRULE:FREQ=WEEKLY;COUNT=5\nSUMMARY:連続学習会\nLOCATION:本館\n"
        );
        import(browser, &file("talks.ics", ics("", &series))?).await?;
        let off =
            format!("UID:talks\nDTSTAMP:20300201T000000Z\nRECURRENCE-ID;{zone}20300617T150000\n");
        review(browser, &[&file("off.ics", ics("METHOD:CANCEL\n", &off))?]).await?;
        browser.see("変更 1件").await?;
        browser.see("6月17日(月)：開催状況").await?;
        accept(browser).await?;
        go(browser, "#/event/talks?on=2030-06-17T15:00:00").await?;
        browser.see("この行事は中止になりました。").await?;
        go(browser, "#/event/talks?on=2030-06-24T15:00:00").await?;
        browser.find("heading", Name::Is("連続学習会")).await?;
        browser.see("本館").await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}
