//! The page of an event: the number first, the programme before the people, contacts as buttons, and what is over.

use super::app::{changed_meetings, complaints, enter, event_of, go, import};
use super::harness::{Name, run_app};
use serde_json::{Value, json};

/// Returns where each part of the page begins, from top to bottom.
const ORDER: &str = r#"
    const parts = { programme: ".programme", people: ".people", contacts: ".contacts", calendar: "dd.calendar" };
    const tops = Object.entries(parts).map(([name, at]) =>
        [name, document.querySelector(`.event-page ${at}`)?.getBoundingClientRect().top ?? null]);
    return tops.filter(([, top]) => top !== null).sort((a, b) => a[1] - b[1]).map(([name]) => name);
"#;

/// Returns how many lines the number in the title takes up.
const NUMBER_LINES: &str =
    "return document.querySelector('.event-page h1 .unbroken').getClientRects().length;";

fn full_event(group: &mut Value) {
    let event = event_of(group, "meet-14");
    event["title"] = json!("執行委員会 第13回");
    event["virtualLocations"] =
        json!({ "v": { "@type": "VirtualLocation", "uri": "https://meeting.example/j/1" } });
    event["participants"] = json!({
        "one": { "@type": "Participant", "name": "見本 一郎", "roles": { "attendee": true },
            "participationStatus": "accepted" },
        "office": { "@type": "Participant", "name": "見本 受付", "roles": { "contact": true },
            "email": "office@union.example" },
    });
    event["tsudoi.example:programme"] = json!({
        "p1": { "order": 1, "title": "経過報告", "start": "2024-12-03T18:30:00" },
    });
}

#[test]
fn a_past_event_is_read_from_the_programme_to_the_contacts() {
    run_app("event-page", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &changed_meetings("full.jscal.json", full_event)?).await?;
        go(browser, "#/event/meet-14").await?;
        browser.find("heading", Name::Is("第13回執行委員会")).await?;
        assert_eq!(browser.script(NUMBER_LINES, Vec::new()).await?, json!(1));
        browser.see("終了").await?;
        // Nobody can join a meeting that is over; its address can still be read.
        browser.see("https://meeting.example/j/1").await?;
        assert!(!browser.has("link", Name::Has("オンラインで参加する")).await?);
        browser.find("link", Name::Is("メール office@union.example")).await?;
        let order = browser.script(ORDER, Vec::new()).await?;
        assert_eq!(order, json!(["programme", "people", "contacts", "calendar"]));
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn a_coming_event_can_be_joined() {
    run_app("event-page-coming", async |site, browser| {
        enter(site, browser).await?;
        let path = changed_meetings("coming.jscal.json", |group| {
            full_event(group);
            event_of(group, "meet-14")["start"] = json!("2099-03-05T18:30:00");
        })?;
        import(browser, &path).await?;
        go(browser, "#/event/meet-14").await?;
        browser.find("link", Name::Has("オンラインで参加する")).await?;
        assert!(!browser.page_text().await?.contains("終了"));
        Ok(())
    });
}

#[test]
fn number_and_kind_are_taken_from_a_typed_title() {
    run_app("typed-title", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &super::app::meetings()).await?;
        go(browser, "#/event/new?day=2031-03-06").await?;
        browser.fill("textbox", Name::Has("件名"), "執行委員会 第5回").await?;
        browser.press(thirtyfour::Key::Tab).await?;
        browser.see("件名から取り出しました：第5回、執行委員会").await?;
        let values = "return ['event-title', 'event-number', 'event-kind'].map((id) => document.getElementById(id).value);";
        let values = browser.script(values, Vec::new()).await?;
        assert_eq!(values, json!(["執行委員会", "5", "executive-committee"]));
        browser.fill("textbox", Name::Has("日時を文字で入力"), "18時半から20時").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("第5回執行委員会")).await?;
        Ok(())
    });
}

#[test]
fn a_title_that_is_typed_again_is_read_again() {
    run_app("retyped-title", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &super::app::meetings()).await?;
        go(browser, "#/event/new?day=2031-03-06").await?;
        let values = "return ['event-title', 'event-number', 'event-kind'].map((id) => document.getElementById(id).value);";
        for title in ["執行委員会 第5回", "春闘学習会 第2回"] {
            browser.fill("textbox", Name::Has("件名"), title).await?;
            browser.press(thirtyfour::Key::Tab).await?;
        }
        browser.see("件名から取り出しました：第2回、学習会").await?;
        let read = browser.script(values, Vec::new()).await?;
        assert_eq!(read, json!(["春闘学習会", "2", "study-session"]));
        browser.fill("textbox", Name::Has("日時を文字で入力"), "18時半から20時").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("第2回春闘学習会")).await?;
        browser.click("link", Name::Is("編集")).await?;
        browser.fill("textbox", Name::Has("件名"), "第3回春闘学習会").await?;
        browser.press(thirtyfour::Key::Tab).await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("第3回春闘学習会")).await?;
        Ok(())
    });
}
