//! Print: a month in landscape, a list in portrait, and nothing of either left out.

use super::app::{complaints, enter, file, go, import, meetings};
use super::harness::{Ability, Browser, Name, Outcome, Viewport, can, run_app, run_app_in};
use serde_json::{Value, json};

/// The text on the sheet, and the lines whose end cannot be seen.
const SHEET: &str = r#"
    const sheet = document.querySelector(".sheet");
    const cut = [...sheet.querySelectorAll("td, .line, li, h4")]
        .filter((it) => it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).display !== "inline");
    return [sheet.innerText, cut.map((it) => it.innerText)];
"#;

/// The titles of the month, without the heading and the dates next to them.
const NOVEMBER: [&str; 12] = [
    "第3回 仲間づくり学習会",
    "文化の日の集い",
    "第12回 執行委員会",
    "5役会",
    "秋闘 団体交渉",
    "書記局会議",
    "全国統一行動",
    "折衝",
    "共済の説明会",
    "街頭集会",
    "芋煮会",
    "青年部 交流会",
];

async fn has(browser: &Browser, titles: &[String]) -> Outcome {
    browser.emulate_paper(true).await?;
    let seen = browser.script(SHEET, Vec::new()).await?;
    browser.emulate_paper(false).await?;
    let text = seen[0].as_str().unwrap_or_default();
    for title in titles {
        assert!(text.contains(title), "{title} is not in {text}");
    }
    assert_eq!(seen[1], json!([]), "what is too wide");
    Ok(())
}

/// Checks that the page takes at most so many sheets, across or upright.
async fn takes_sheets(browser: &Browser, most: usize, is_across: bool) -> Outcome {
    if can(Ability::OwnPaper) {
        let taken = browser.own_sheets().await?;
        assert!(taken.0 <= most && taken.1 == is_across, "{taken:?}");
    }
    Ok(())
}

#[test]
fn a_month_is_printed_across_and_a_list_upright() {
    run_app("print", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        browser.set_viewport(Viewport::Desktop).await?;
        go(browser, "#/month/2024-11").await?;
        browser.find("heading", Name::Is("2024年11月")).await?;
        browser.click("link", Name::Is("印刷")).await?;
        browser.find("heading", Name::Is("印刷")).await?;
        browser.find("columnheader", Name::Has("日")).await?;
        let titles = NOVEMBER.map(str::to_owned);
        has(browser, &titles).await?;
        browser.see("架空労組の行事").await?;
        takes_sheets(browser, 1, true).await?;
        browser.click("link", Name::Is("一覧")).await?;
        browser.find("heading", Name::Has("11月13日(水)")).await?;
        has(browser, &titles).await?;
        takes_sheets(browser, 1, false).await?;
        browser.click("link", Name::Is("2024年度")).await?;
        browser.find("heading", Name::Has("2024年4月～2025年3月")).await?;
        has(browser, &titles).await?;
        // The button opens the browser's own dialog.
        browser.script("window.print = () => { window.printed = true; };", Vec::new()).await?;
        browser.click("button", Name::Is("印刷する")).await?;
        assert_eq!(browser.script("return window.printed;", Vec::new()).await?, json!(true));
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn what_has_no_room_in_the_month_follows_below() {
    let event = |number: u32| -> Value {
        let (day, hour) = (number % 31 + 1, 8 + number / 31);
        json!({
            "@type": "Event", "uid": format!("e{number}"), "updated": "2026-01-01T00:00:00Z",
            "title": format!("Meeting of the wage committee with all shop stewards, part {number}."),
            "start": format!("2026-05-{day:02}T{hour:02}:30:00"), "timeZone": "Asia/Tokyo", "duration": "PT1H",
        })
    };
    let events: Vec<Value> = (0..110).map(event).collect();
    let group = json!({
        "@type": "Group", "version": "2.0", "uid": "g", "title": "Sample Union",
        "updated": "2026-01-01T00:00:00Z", "entries": events,
    });
    run_app_in("en", "print-crowd", async move |site, browser| {
        enter(site, browser).await?;
        browser.choose_files(&[&file("crowd.jscal.json", serde_json::to_vec(&group)?)?]).await?;
        browser.click("button", Name::Is("Accept these changes")).await?;
        browser.see("110 events imported.").await?;
        let titles: Vec<String> = (0..110).map(|number| format!("part {number}.")).collect();
        for viewport in [Viewport::Phone, Viewport::Desktop] {
            browser.set_viewport(viewport).await?;
            go(browser, "#/print/month/2026-05").await?;
            browser.find("heading", Name::Is("More")).await?;
            has(browser, &titles).await?;
            takes_sheets(browser, 3, true).await?;
        }
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn a_list_of_participants_fills_its_sheets() {
    const ORGANIZATIONS: [(&str, u32); 7] = [
        ("高崎", 40),
        ("前橋", 35),
        ("太田", 25),
        ("県職", 20),
        ("本部", 15),
        ("会館", 10),
        ("支部", 5),
    ];
    const READINGS: [&str; 4] = ["ｶﾄｳ", "あおき", "ﾜﾀﾅﾍﾞ", "サトウ"];
    let person = |(organization, number): (&str, u32)| {
        let reading = READINGS[usize::try_from(number).unwrap_or_default() % READINGS.len()];
        let person = json!({
            "@type": "Participant", "name": format!("見本{number}"), "roles": {"attendee": true},
            "participationStatus": "accepted", "tsudoi.example:nameKana": reading,
            "tsudoi.example:affiliation": {"organization": organization, "position": "執行委員"},
        });
        (format!("{organization}{number}"), person)
    };
    let people = ORGANIZATIONS
        .into_iter()
        .flat_map(|(name, count)| (0..count).map(move |number| (name, number)));
    let people: serde_json::Map<String, Value> = people.map(person).collect();
    let event = json!({
        "@type": "Event", "version": "2.0", "uid": "e", "updated": "2026-01-01T00:00:00Z", "title": "大会",
        "start": "2026-05-16T13:00:00", "participants": people,
    });
    run_app("print-people", async move |site, browser| {
        enter(site, browser).await?;
        import(browser, &file("people.jscal.json", serde_json::to_vec(&event)?)?).await?;
        go(browser, "#/event/e/participants").await?;
        browser.see("150人・7組織").await?;
        browser.see("会館").await?;
        let readings = "return [...document.querySelectorAll('.organization:first-child .kana')].map((it) => it.innerText);";
        let shown = browser.script(readings, Vec::new()).await?;
        let sorted =
            ["あおき", "あおき", "あおき", "ｶﾄｳ", "ｶﾄｳ", "ｶﾄｳ", "サトウ", "サトウ", "ﾜﾀﾅﾍﾞ", "ﾜﾀﾅﾍﾞ"];
        assert_eq!(shown, json!(sorted), "the first organisation");
        takes_sheets(browser, 6, false).await
    });
}
