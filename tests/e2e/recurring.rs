//! What repeats: every instance is shown, and one of them is edited or deleted without the others.

use super::app::{complaints, enter, file, go, import, stored};
use super::harness::{Browser, Name, Outcome, run_app};
use serde_json::json;

/// The second Thursday of six months.
fn series() -> Outcome<std::path::PathBuf> {
    let event = json!({
        "@type": "Event", "uid": "series", "updated": "2024-10-01T00:00:00Z", "title": "見本の例会",
        "start": "2024-11-14T18:30:00", "timeZone": "Asia/Tokyo", "duration": "PT1H30M",
        "recurrenceRule": {
            "@type": "RecurrenceRule", "frequency": "monthly", "count": 6,
            "byDay": [{ "@type": "NDay", "day": "th", "nthOfPeriod": 2 }],
        },
    });
    let group = json!({
        "@type": "Group", "version": "2.0", "uid": "g", "title": "架空労組の例会",
        "updated": "2024-10-01T00:00:00Z", "entries": [event],
    });
    file("series.jscal.json", serde_json::to_vec(&group)?)
}

/// The month has so many events on a day, and the day shows them.
async fn month_has(browser: &Browser, (month, day): (&str, i8), count: u8, title: &str) -> Outcome {
    go(browser, &format!("#/month/{month}")).await?;
    let (year, number) = month.split_once('-').ok_or("a month")?;
    let number = number.trim_start_matches('0');
    browser.find("heading", Name::Is(&format!("{year}年{number}月"))).await?;
    browser.find("link", Name::Has(&format!("{number}月{day}日 木曜日、{count}件"))).await?;
    if count > 0 {
        go(browser, &format!("#/day/{month}-{day:02}")).await?;
        browser.find("link", Name::Has(title)).await?;
    }
    Ok(())
}

async fn open(browser: &Browser, day: &str) -> Outcome {
    go(browser, &format!("#/event/series?on={day}T18:30:00")).await?;
    browser.find("heading", Name::Is("見本の例会")).await?;
    Ok(())
}

#[test]
fn a_series_shows_its_instances_and_one_is_edited_alone() {
    run_app("recurring", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &series()?).await?;
        month_has(browser, ("2024-11", 14), 1, "見本の例会").await?;
        month_has(browser, ("2025-01", 9), 1, "見本の例会").await?;
        go(browser, "#/?d=2025-01-01").await?;
        browser.find("link", Name::Has("1月9日")).await?;

        open(browser, "2024-12-12").await?;
        browser.see("毎月第2木曜日（全6回）").await?;
        browser.click("link", Name::Is("編集")).await?;
        browser.find("heading", Name::Is("行事を編集")).await?;
        browser.fill("textbox", Name::Has("件名"), "見本の忘年会").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("どの回を変更しますか")).await?;
        browser.click("button", Name::Is("この回だけ")).await?;
        browser.find("heading", Name::Is("見本の忘年会")).await?;
        month_has(browser, ("2024-12", 12), 1, "見本の忘年会").await?;
        month_has(browser, ("2025-01", 9), 1, "見本の例会").await?;
        let shards = stored(browser).await?["shards"].to_string();
        assert!(shards.contains("recurrenceOverrides"), "{shards}");

        open(browser, "2025-02-13").await?;
        browser.click("button", Name::Is("削除")).await?;
        browser.find("heading", Name::Is("どの回を削除しますか")).await?;
        browser.click("button", Name::Is("この回以降")).await?;
        browser.see("行事を削除しました。").await?;
        month_has(browser, ("2025-01", 9), 1, "見本の例会").await?;
        month_has(browser, ("2025-02", 13), 0, "").await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn a_rule_is_chosen_in_the_form() {
    run_app("recurring-form", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &series()?).await?;
        go(browser, "#/event/series/edit").await?;
        browser.find("heading", Name::Is("行事を編集")).await?;
        browser.select(Name::Is("くり返し"), "毎週").await?;
        browser.click("checkbox", Name::Is("月曜日")).await?;
        browser.see("毎週月・木（全6回）").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("見本の例会")).await?;
        browser.see("毎週月・木（全6回）").await?;
        month_has(browser, ("2024-11", 21), 1, "見本の例会").await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}
