//! Holidays, fiscal years, other time zones, and print.

use super::app::{changed_meetings, complaints, enter, event_of, go, import, meetings, started};
use super::harness::{Ability, Browser, Name, Outcome, Viewport, can, run_app, run_app_in};
use serde_json::json;
use thirtyfour::Key;

/// Sets a day in a date field, as the browser's own picker does.
async fn put_day(browser: &Browser, id: &str, day: &str) -> Outcome {
    let put = "const field = document.getElementById(given[0]);
        field.value = given[1];
        field.dispatchEvent(new Event('input', { bubbles: true }));";
    browser.script(put, vec![json!(id), json!(day)]).await?;
    Ok(())
}

#[test]
fn a_fiscal_year_is_reached_from_the_month_and_leads_to_its_days() {
    run_app("year", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        go(browser, "#/month/2024-11").await?;
        browser.find("link", Name::Has("11月23日 土曜日、勤労感謝の日")).await?;
        browser.click("link", Name::Is("2024（令和6）年度")).await?;
        browser.find("heading", Name::Is("2024年度")).await?;
        browser.see("令和6年度 2024年4月～2025年3月").await?;
        browser.find("grid", Name::Has("2024年11月")).await?;
        browser.see("振替休日").await?;
        // Only one day is in the tab order; the arrow keys move from there.
        let stops =
            "return document.querySelectorAll('.year-page .months td > a[tabindex=\"0\"]').length;";
        assert_eq!(browser.script(stops, Vec::new()).await?, 1);
        browser.press_on("link", Name::Has("4月1日 月曜日"), Key::Right).await?;
        assert_eq!(browser.focused_name().await?, "2024年4月2日 火曜日");
        browser.press(Key::PageDown).await?;
        browser.press(Key::Down).await?;
        assert_eq!(browser.focused_name().await?, "2024年5月9日 木曜日");
        browser.press(Key::Enter).await?;
        browser.find("heading", Name::Has("5月9日(木)")).await?;
        browser.click("button", Name::Is("戻る")).await?;
        browser.click("link", Name::Is("次の年度")).await?;
        browser.find("heading", Name::Is("2025年度")).await?;
        browser.click("link", Name::Has("2025年4月、")).await?;
        browser.find("heading", Name::Is("2025年4月")).await?;
        go(browser, "#/year/0000").await?;
        browser.find("heading", Name::Is("このページはありません")).await?;
        browser.set_viewport(Viewport::Desktop).await?;
        browser.click("link", Name::Is("年度")).await?;
        browser.find("link", Name::Is("前の年度")).await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn a_union_sets_its_year_and_its_own_holidays() {
    run_app("own-days", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        go(browser, "#/settings").await?;
        browser.select(Name::Is("年度の始まり"), "11月").await?;
        browser.click("radio", Name::Is("終わる年で呼ぶ")).await?;
        browser.click("button", Name::Is("休日を追加")).await?;
        browser.see("日付を入れてください。").await?;
        put_day(browser, "own-day", "1948-05-01").await?;
        browser.fill("textbox", Name::Has("名前"), "創立記念日").await?;
        browser.click("button", Name::Is("休日を追加")).await?;
        browser.see("毎年 5月1日 創立記念日").await?;
        browser.reload().await?;
        started(browser).await?;
        go(browser, "#/day/2025-05-01").await?;
        browser.find("heading", Name::Is("2025年5月1日(木休)")).await?;
        browser.see("創立記念日").await?;
        go(browser, "#/year/2025").await?;
        browser.see("2024年11月～2025年10月").await?;
        browser.find("link", Name::Has("5月1日 木曜日、創立記念日")).await?;
        go(browser, "#/event/new?day=2025-05-01").await?;
        browser.see("2025年5月1日(木休)は創立記念日です。").await?;
        browser.see("過ぎた日付です。").await?;
        go(browser, "#/settings").await?;
        browser.click("button", Name::Is("毎年 5月1日 創立記念日を消す")).await?;
        browser.see("まだありません。").await?;
        Ok(())
    });
}

#[test]
fn an_event_shows_its_own_clock_and_the_readers_and_an_all_day_one_never_moves() {
    for (zone, here) in [
        ("Europe/London", Some("こちらでは9:30")),
        ("Pacific/Kiritimati", Some("こちらでは23:30")),
        ("Pacific/Pago_Pago", Some("22:30")),
        ("Asia/Tokyo", None),
    ] {
        // The programs of the tests are started with that zone.
        let is_started_in = zone == "Asia/Tokyo";
        if !is_started_in && !can(Ability::OtherZone) {
            continue;
        }
        run_app(&format!("zone-{}", zone.replace('/', "-")), async |site, browser| {
            if !is_started_in {
                browser.set_zone(zone).await?;
            }
            enter(site, browser).await?;
            let path = changed_meetings("zoned.jscal.json", |group| {
                let talk = event_of(group, "meet-12");
                talk["start"] = json!("2024-11-05T18:30:00");
                talk["timeZone"] = json!("Asia/Tokyo");
                talk["title"] = json!("東京の会議");
                let trip = event_of(group, "meet-11");
                *trip = json!({
                    "@type": "Event", "uid": "meet-11", "title": "二日の旅行", "start": "2024-11-22T00:00:00",
                    "duration": "P2D", "showWithoutTime": true,
                });
            })?;
            import(browser, &path).await?;
            go(browser, "#/event/meet-12").await?;
            browser.see("11月5日(火) 18:30").await?;
            go(browser, "#/day/2024-11-05").await?;
            browser.see("18:30").await?;
            match here {
                Some(here) => browser.see(here).await?,
                None => assert!(!browser.page_text().await?.contains("こちらでは")),
            }
            go(browser, "#/event/meet-11").await?;
            browser.see("11月22日(金)～23日(土祝)").await?;
            for (day, is_there) in [("21", false), ("22", true), ("23", true), ("24", false)] {
                go(browser, &format!("#/day/2024-11-{day}")).await?;
                browser.find("heading", Name::Has(&format!("11月{day}日"))).await?;
                assert_eq!(browser.page_text().await?.contains("二日の旅行"), is_there, "{day}");
            }
            Ok(())
        });
    }
}

#[test]
fn a_year_and_a_month_are_printed_on_one_sheet_each() {
    run_app_in("en", "paper", async |site, browser| {
        enter(site, browser).await?;
        browser.choose_files(&[&meetings()]).await?;
        browser.click("button", Name::Is("Accept these changes")).await?;
        browser.see("18 events imported.").await?;
        for viewport in [Viewport::Phone, Viewport::Desktop] {
            browser.set_viewport(viewport).await?;
            for place in ["#/year/2024", "#/month/2024-11"] {
                go(browser, place).await?;
                browser.find("grid", Name::Has("November 2024")).await?;
                assert_eq!(browser.printed_sheets().await?, 1, "{place}");
            }
        }
        Ok(())
    });
}
