//! A file of a calendar that has the name of one that is here, and another identity: nothing happens in silence.

use super::app::{accept, changed_meetings, enter, event_of, go, import, meetings, review, stored};
use super::harness::{Browser, Name, Outcome, run_app};
use serde_json::{Value, json};
use std::path::PathBuf;

/// [`meetings`] with another identity, one event changed and one added.
fn namesake() -> Outcome<PathBuf> {
    changed_meetings("namesake.jscal.json", |group| {
        group["uid"] = json!("another-device");
        let mut added = event_of(group, "meet-12").clone();
        added["uid"] = json!("added");
        added["title"] = json!("雪見の会");
        let changed = event_of(group, "meet-12");
        changed["title"] = json!("秋の芋煮会");
        changed["sequence"] = json!(9);
        let entries = group["entries"].as_array_mut().expect("a group has entries");
        entries.retain(|entry| entry["uid"] == "meet-12");
        entries.push(added);
    })
}

async fn calendars(browser: &Browser) -> Outcome<Value> {
    let text = stored(browser).await?["calendars"].as_str().unwrap_or_default().to_owned();
    Ok(serde_json::from_str(&text)?)
}

#[test]
fn a_calendar_of_the_same_name_stays_apart_or_is_joined_as_the_person_says() {
    run_app("namesakes", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        let before = calendars(browser).await?;
        let file = namesake()?;
        review(browser, &[&file]).await?;
        browser.see("という名前のカレンダーが、手元にもあります。").await?;
        browser.see("別のカレンダーにある行事 1件").await?;
        browser.see("（ファイル）」へ移す").await?;
        browser.see("新着 1件").await?;
        browser.screenshot("namesake").await?;

        browser.click("radio", Name::Has("手元のカレンダー（行事18件）に入れる")).await?;
        browser.see("変更 1件").await?;
        browser.see("新着 1件").await?;
        browser.click("radio", Name::Has("別のカレンダーにする")).await?;
        browser.see("別のカレンダーにある行事 1件").await?;
        browser.click("radio", Name::Has("手元のカレンダー（行事18件）に入れる")).await?;
        browser.see("変更 1件").await?;
        accept(browser).await?;
        assert_eq!(calendars(browser).await?, before, "no calendar was made");
        go(browser, "#/event/meet-12").await?;
        browser.find("heading", Name::Is("秋の芋煮会")).await?;
        go(browser, "#/event/added").await?;
        browser.find("heading", Name::Is("雪見の会")).await?;
        Ok(())
    });
}
