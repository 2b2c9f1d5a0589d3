//! Files that are accepted and hold more than anybody writes: every page answers, and an event in UTC is on the
//! person's clock.

use super::app::{enter, file, go, import, meetings};
use super::harness::{Browser, Name, Outcome, run_app, until_after};
use std::time::{Duration, Instant};

/// The pages that show events, by the event `big-0` and the day that most of the events are on.
const PLACES: [&str; 14] = [
    "#/?d=2026-06-10",
    "#/month/2026-06",
    "#/week/2026-06-10",
    "#/year/2026",
    "#/day/2026-06-10",
    "#/day/2026-06-10?v=axis",
    "#/event/big-0",
    "#/event/big-0/edit",
    "#/event/big-0/participants",
    "#/event/big-1",
    "#/event/big-1/edit",
    "#/search?q=%E8%A1%8C%E4%BA%8B",
    "#/print/month/2026-06",
    "#/export",
];

fn event(uid: &str, fields: &str) -> String {
    format!(
        r#"{{"@type":"Event","uid":"{uid}","updated":"2026-01-01T00:00:00Z","title":"行事 {uid}","start":"2026-06-10T09:00:00","timeZone":"Asia/Tokyo"{fields}}}"#
    )
}

/// A file of hostile events; `many` is how many are on one day, and how many links one of them has.
fn hostile(many: usize) -> String {
    let links: Vec<String> = (0..many)
        .map(|at| format!(r#""k{at}":{{"@type":"Link","href":"https://a.example/{at}"}}"#))
        .collect();
    let secondly = r#","recurrenceRule":{"@type":"RecurrenceRule","frequency":"secondly"}"#;
    let mut events = vec![
        event("big-0", &format!(r#","links":{{{}}}"#, links.join(",")))
            .replace("行事 big-0", &"長い題名".repeat(8_250)),
        event("big-1", secondly),
        event("zone", "").replace("Asia/Tokyo", &"Z".repeat(100_000)),
    ];
    events.extend((0..many).map(|at| event(&format!("day-{at}"), r#","duration":"PT1H""#)));
    events.extend((0..many / 10).map(|at| {
        event(&format!("long-{at}"), r#","duration":"P58440D""#).replace("2026-06-10", "1900-01-01")
    }));
    format!(
        r#"{{"@type":"Group","version":"2.0","uid":"hostile","updated":"2026-01-01T00:00:00Z","title":"見本","entries":[{}]}}"#,
        events.join(",\n")
    )
}

/// Goes to a page and waits until it has its heading and draws again; returns how long it took.
async fn visit(browser: &Browser, place: &str) -> Outcome<Duration> {
    go(browser, "#/history").await?;
    browser.find("heading", Name::Is("履歴")).await?;
    let begun = Instant::now();
    go(browser, place).await?;
    until_after(Duration::from_mins(1), place, async || {
        let look = r#"
            const heading = [...document.querySelectorAll("main h1")].find((found) => found.checkVisibility());
            const is_busy = document.querySelector("main [aria-busy=true]") !== null;
            await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
            return Boolean(heading?.textContent) && heading.textContent !== "履歴" && !is_busy;
        "#;
        Ok((browser.script(look, Vec::new()).await? == true).then_some(()))
    })
    .await?;
    Ok(begun.elapsed())
}

#[test]
fn every_page_answers_whatever_an_accepted_file_holds() {
    run_app("hostile", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &file("small.jscal.json", hostile(20))?).await?;
        let mut usual = Duration::ZERO;
        for place in PLACES {
            usual = usual.max(visit(browser, place).await?);
        }
        import(browser, &file("hostile.jscal.json", hostile(10_000))?).await?;
        let mut slow = Vec::new();
        for place in PLACES {
            let took = visit(browser, place).await?;
            println!("{place}: {took:?}");
            if took > usual * 4 + Duration::from_secs(1) {
                slow.push(format!("{place}: {took:?}, with few events at most {usual:?}"));
            }
        }
        assert!(slow.is_empty(), "{}", slow.join("\n"));
        go(browser, "#/day/2026-06-10").await?;
        browser.see("回がとても多い行事は、1日に24回までを表示します。").await?;
        browser.click("button", Name::Has("さらに表示")).await?;
        go(browser, "#/event/big-0").await?;
        browser.see("とても長い文は、途中までを表示します。").await
    });
}

#[test]
fn an_event_in_utc_is_shown_and_edited_on_the_persons_clock() {
    run_app("moments", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        let ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nNAME:国際\r\nUID:world\r\nBEGIN:VEVENT\r\n\
            UID:call\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260609T220000Z\r\nDTEND:20260609T233000Z\r\n\
            SUMMARY:国際会議\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        import(browser, &file("call.ics", ics)?).await?;
        go(browser, "#/day/2026-06-10").await?;
        browser.see("国際会議").await?;
        browser.see("7:00～8:30").await?;
        go(browser, "#/event/call").await?;
        browser.see("6月10日(水) 7:00～8:30").await?;
        go(browser, "#/event/call/edit").await?;
        browser.find("heading", Name::Is("行事を編集")).await?;
        let start = "return document.querySelector('#event-start-time').value;";
        assert_eq!(browser.script(start, Vec::new()).await?, "07:00");
        browser.see("日本時間").await
    });
}
