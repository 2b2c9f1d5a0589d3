//! One occurrence of a series with a place and people of its own, and a series with a list for each of its meetings.

use super::app::{complaints, enter, file, go, import};
use super::harness::{Name, Outcome, run_app};
use serde_json::{Map, Value, json};

fn group(title: &str, event: Value) -> Outcome<std::path::PathBuf> {
    let group = json!({
        "@type": "Group", "version": "2.0", "uid": "g", "title": title,
        "updated": "2026-05-01T00:00:00Z", "entries": [event],
    });
    file("own.jscal.json", serde_json::to_vec(&group)?)
}

/// Every week at 本館 with 田中, who comes; on 10 June at 別館 without 田中.
fn weekly(overrides: Value) -> Value {
    json!({
        "@type": "Event", "uid": "weekly", "updated": "2026-05-01T00:00:00Z", "title": "見本の定例会",
        "start": "2026-06-03T18:00:00", "timeZone": "Asia/Tokyo", "duration": "PT2H",
        "recurrenceRule": { "@type": "RecurrenceRule", "frequency": "weekly" },
        "organizerCalendarAddress": "mailto:tanaka@example.jp",
        "locations": { "hall": { "@type": "Location", "name": "本館" } },
        "participants": { "tanaka": {
            "@type": "Participant", "name": "田中", "calendarAddress": "mailto:tanaka@example.jp",
            "roles": { "required": true }, "participationStatus": "accepted",
        } },
        "recurrenceOverrides": overrides,
    })
}

#[test]
fn an_occurrence_keeps_its_own_place_and_people_on_every_page() {
    run_app("own-occurrence", async |site, browser| {
        enter(site, browser).await?;
        let own = json!({ "2026-06-10T18:00:00": {
            "locations/hall/name": "別館", "participants/tanaka/participationStatus": "declined",
        } });
        import(browser, &group("架空労組の定例会", weekly(own))?).await?;
        go(browser, "#/day/2026-06-10").await?;
        browser.find("link", Name::Has("別館")).await?;
        go(browser, "#/day/2026-06-03").await?;
        browser.find("link", Name::Has("本館")).await?;

        go(browser, "#/event/weekly?on=2026-06-10T18:00:00").await?;
        browser.find("heading", Name::Is("見本の定例会")).await?;
        browser.see("別館").await?;
        browser.see("欠席 1人").await?;
        browser.click("link", Name::Is("参加者名簿を見る")).await?;
        browser.find("heading", Name::Is("参加者")).await?;
        browser.see("6月10日").await?;
        browser.see("欠席 1人").await?;
        browser.click("link", Name::Is("見本の定例会")).await?;
        browser.see("別館").await?;

        browser.click("link", Name::Is("編集")).await?;
        browser.find("heading", Name::Is("行事を編集")).await?;
        browser.fill("textbox", Name::Has("件名"), "見本の臨時会").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.click("button", Name::Is("この回だけ")).await?;
        browser.find("heading", Name::Is("見本の臨時会")).await?;
        browser.see("別館").await?;
        browser.see("欠席 1人").await?;
        go(browser, "#/search?q=%E5%88%A5%E9%A4%A8").await?;
        browser.find("link", Name::Has("見本の臨時会")).await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}

/// A list of its own for each of 150 meetings of 40 people once kept the app from starting.
#[test]
fn a_list_for_each_of_many_meetings_opens_at_once() {
    run_app("own-lists", async |site, browser| {
        enter(site, browser).await?;
        let mut overrides = Map::new();
        let first = jiff::civil::date(2026, 6, 3).at(18, 0, 0, 0);
        for meeting in 0..150_i32 {
            let people: Map<String, Value> = (0..40_i32)
                .map(|number| {
                    let name = format!("見本 {meeting}の{number}");
                    (format!("p{number}"), json!({ "@type": "Participant", "name": name }))
                })
                .collect();
            let at = first.saturating_add(jiff::Span::new().weeks(meeting));
            overrides.insert(at.to_string(), json!({ "participants": people }));
        }
        import(browser, &group("架空労組の定例会", weekly(Value::Object(overrides)))?).await?;
        browser.reload().await?;
        go(browser, "#/event/weekly?on=2026-06-10T18:00:00").await?;
        browser.find("heading", Name::Is("見本の定例会")).await?;
        browser.click("link", Name::Is("参加者名簿を見る")).await?;
        browser.see("見本 1の39").await?;
        go(browser, "#/").await?;
        browser.find("link", Name::Has("見本の定例会")).await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}
