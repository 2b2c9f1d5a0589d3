//! A second, corrected file: its changes are shown, local edits stay, and a choice is respected.

use super::app::{
    accept, changed_meetings, edit, enter, event_of, go, import, meetings, review, started,
};
use super::harness::{Browser, Name, Outcome, run_app};
use serde_json::{Value, json};
use thirtyfour::Key;

const LATER: &str = "2024-10-28T00:00:00Z";

fn correct(group: &mut Value) {
    group["updated"] = json!(LATER);
    let mut touch = |uid: &str, pointer: &str, value: Value| {
        let event = event_of(group, uid);
        event["updated"] = json!(LATER);
        event["sequence"] = json!(1);
        event[pointer] = value;
    };
    touch("meet-12", "title", json!("芋煮会（雨天決行）"));
    touch("meet-08", "status", json!("cancelled"));
    touch("meet-05", "start", json!("2024-11-07T16:45:00"));
    let venue = json!({ "venue": { "@type": "Location", "name": "市民会館" } });
    touch("meet-02", "locations", venue);
    let hall = json!({ "venue": { "@type": "Location", "name": "体育館" } });
    touch("meet-18", "locations", hall);
    let midori = &mut event_of(group, "meet-05")["participants"]["midori"];
    midori["participationStatus"] = json!("accepted");
    midori["tsudoi.example:updated"] = json!(LATER);
    let entries = group["entries"].as_array_mut().expect("a group has entries");
    entries.retain(|entry| entry["uid"] != "meet-16");
    let mut new = entries[1].clone();
    new["uid"] = json!("meet-19");
    new["title"] = json!("臨時の執行委員会");
    entries.push(new);
}

async fn edit_reply(browser: &Browser) -> Outcome {
    go(browser, "#/event/meet-05/edit").await?;
    browser.select_within(Name::Is("参加者 見本 太郎"), "欠席").await?;
    browser.click("button", Name::Is("保存")).await?;
    browser.see("保存しました。").await
}

#[test]
fn a_corrected_file_says_what_changed_and_leaves_alone_what_was_done_here() {
    run_app("corrected", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        edit(browser, "meet-02", "場所", "組合事務所 2階").await?;
        edit(browser, "meet-18", "場所", "市民会館 別館").await?;
        edit_reply(browser).await?;

        let corrected = changed_meetings("corrected.jscal.json", correct)?;
        review(browser, &[&corrected]).await?;
        let counts = [
            "新着 1件",
            "変更 2件",
            "中止 1件",
            "手元の変更と重なる行事 2件",
            "ファイルにない行事 1件",
        ];
        for words in counts {
            browser.see(words).await?;
        }
        // Rows out of sight get their layout and their names only when they come near.
        browser.find("heading", Name::Is("変更 2件")).await?.scroll_into_view().await?;
        browser.find("heading", Name::Is("秋闘 団体交渉")).await?.scroll_into_view().await?;
        browser.see("16:45").await?;
        browser.find("heading", Name::Is("芋煮会（雨天決行）")).await?;
        browser
            .find("heading", Name::Is("手元の変更と重なる行事 2件"))
            .await?
            .scroll_into_view()
            .await?;
        browser.press_on("radio", Name::Is("ファイルの内容 市民会館"), Key::Space).await?;
        accept(browser).await?;

        browser.reload().await?;
        started(browser).await?;
        go(browser, "#/event/meet-02").await?;
        browser.find("heading", Name::Is("第12回 執行委員会")).await?;
        browser.see("市民会館").await?;
        go(browser, "#/event/meet-18").await?;
        browser.find("heading", Name::Is("定期大会")).await?;
        browser.see("市民会館 別館").await?;
        go(browser, "#/event/meet-05").await?;
        browser.find("heading", Name::Is("秋闘 団体交渉")).await?;
        browser.see("16:45").await?;
        go(browser, "#/event/meet-05/participants").await?;
        for words in ["参加 1人", "未定 1人", "欠席 1人"] {
            browser.see(words).await?;
        }
        go(browser, "#/event/meet-08").await?;
        browser.see("この行事は中止になりました。").await?;
        go(browser, "#/event/meet-16").await?;
        browser.find("heading", Name::Is("望年会")).await?;
        go(browser, "#/event/meet-12").await?;
        browser.find("heading", Name::Is("芋煮会（雨天決行）")).await?;
        browser.see("読み込みで変わったところ").await
    });
}
