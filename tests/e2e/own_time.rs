//! The fiscal years and days off of an organisation, which are part of its calendar.

use super::app::{changed_meetings, complaints, enter, go, import};
use super::harness::{Browser, Name, Outcome, run_app};
use serde_json::{Value, json};

/// The calendar's file, as it would be given to another person.
async fn exported(browser: &Browser) -> Outcome<Value> {
    go(browser, "#/export").await?;
    browser.click("button", Name::Is("ファイルを保存")).await?;
    let (_, bytes) = browser.take_download(".jscal.json").await?;
    Ok(serde_json::from_slice(&bytes)?)
}

#[test]
fn a_calendar_brings_its_years_and_its_founding_day() {
    run_app("own-time", async |site, browser| {
        enter(site, browser).await?;
        let founding = json!([{ "date": "1948-05-01", "yearly": true, "name": "創立記念日" }]);
        let path = changed_meetings("september.jscal.json", |group| {
            group["tsudoi.example:fiscalYear"] = json!({ "startMonth": 9 });
            group["tsudoi.example:holidays"] = founding;
        })?;
        import(browser, &path).await?;
        go(browser, "#/year/2024").await?;
        browser.see("2024年9月～2025年8月").await?;
        browser.find("link", Name::Has("5月1日 木曜日、創立記念日")).await?;
        let file = exported(browser).await?;
        assert_eq!(file["tsudoi.example:fiscalYear"], json!({ "startMonth": 9 }));
        let founding = json!({ "date": "05-01", "name": "創立記念日", "yearly": true });
        assert_eq!(file["tsudoi.example:holidays"], json!([founding]));

        // The device's own setting comes first; one more step leads to the calendar's years.
        go(browser, "#/settings").await?;
        browser.select(Name::Is("年度の始まり"), "4月").await?;
        go(browser, "#/year/2024").await?;
        browser.see("2024年4月～2025年3月").await?;
        browser.click("link", Name::Is("架空労組の行事（9月始まり）")).await?;
        browser.see("2024年9月～2025年8月").await?;
        browser.click("link", Name::Is("次の年度")).await?;
        browser.see("2025年9月～2026年8月").await?;
        browser.click("link", Name::Is("この端末（4月始まり）")).await?;
        browser.see("2025年4月～2026年3月").await?;

        go(browser, "#/calendars").await?;
        browser.click("button", Name::Has("編集")).await?;
        browser.find("heading", Name::Is("カレンダーを編集")).await?;
        browser.click("button", Name::Is("毎年 5月1日 創立記念日を消す")).await?;
        browser.select(Name::Is("年度の始まり"), "この端末の設定と同じ").await?;
        let put = "const field = document.getElementById('own-day');
            field.value = '2025-07-04';
            field.dispatchEvent(new Event('input', { bubbles: true }));";
        browser.script(put, Vec::new()).await?;
        browser.fill("textbox", Name::Is("名前"), "大会の代休").await?;
        browser.click("checkbox", Name::Is("毎年この日")).await?;
        browser.click("button", Name::Is("休日を追加")).await?;
        browser.see("2025年7月4日(金) 大会の代休").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.gone("heading", Name::Is("カレンダーを編集")).await?;
        let file = exported(browser).await?;
        assert_eq!(file["tsudoi.example:fiscalYear"], Value::Null);
        let day_off = json!({ "date": "2025-07-04", "name": "大会の代休" });
        assert_eq!(file["tsudoi.example:holidays"], json!([day_off]));
        go(browser, "#/year/2025").await?;
        browser.find("link", Name::Has("7月4日 金曜日、大会の代休")).await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}
