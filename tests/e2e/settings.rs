//! Settings are kept, and a backup restores everything.

use super::app::{enter, file, go, import, import_page, meetings, started};
use super::harness::{Browser, Name, Outcome, run_app};
use serde_json::{Value, json};

async fn backup(browser: &Browser) -> Outcome<Vec<u8>> {
    go(browser, "#/settings").await?;
    browser.click("button", Name::Is("バックアップを保存")).await?;
    Ok(browser.take_download(".json").await?.1)
}

#[test]
fn language_theme_and_week_start_survive_a_reload() {
    run_app("settings", async |site, browser| {
        let dressed =
            "const { lang, dataset } = document.documentElement; return [lang, dataset.theme];";
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        go(browser, "#/settings").await?;
        browser.click("radio", Name::Is("ダーク")).await?;
        browser.click("radio", Name::Is("月曜日")).await?;
        browser.click("radio", Name::Is("English")).await?;
        browser.find("heading", Name::Is("Settings")).await?;
        for _ in 0..2 {
            assert_eq!(browser.script(dressed, Vec::new()).await?, json!(["en", "dark"]));
            go(browser, "#/month/2024-11").await?;
            browser.find("heading", Name::Is("November 2024")).await?;
            let weekdays = browser.names("columnheader").await?;
            assert_eq!(weekdays.first().map(String::as_str), Some("Monday"));
            browser.reload().await?;
            started(browser).await?;
        }
        go(browser, "#/settings").await?;
        browser.click("radio", Name::Is("日本語")).await?;
        browser.find("heading", Name::Is("設定")).await?;
        Ok(())
    });
}

/// Gives every setting that a backup contains a value that is not its default.
async fn choose_every_portable_setting(browser: &Browser) -> Outcome {
    go(browser, "#/settings").await?;
    browser.click("radio", Name::Is("日本語")).await?;
    browser.click("radio", Name::Is("ダーク")).await?;
    browser.click("radio", Name::Is("月曜日")).await?;
    browser.click("radio", Name::Is("7日")).await?;
    browser.select(Name::Is("年度の始まり"), "9月").await?;
    browser.click("radio", Name::Is("終わる年で呼ぶ")).await?;
    let day = "const field = document.getElementById('own-day');
        field.value = '2025-05-01';
        field.dispatchEvent(new Event('input', { bubbles: true }));";
    browser.script(day, Vec::new()).await?;
    browser.fill("textbox", Name::Is("名前"), "創立記念日").await?;
    browser.click("button", Name::Is("休日を追加")).await?;
    browser.see("毎年 5月1日 創立記念日").await
}

#[test]
fn a_backup_gives_everything_back() {
    run_app("backup", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        go(browser, "#/event/meet-12").await?;
        browser.click("button", Name::Is("自分の行事")).await?;
        choose_every_portable_setting(browser).await?;
        let before = backup(browser).await?;
        let written: Value = serde_json::from_slice(&before)?;
        let chosen = json!({
            "fiscal-name": "last",
            "fiscal-start": "9",
            "language": "ja",
            "own-holidays": "05-01 創立記念日",
            "theme": "dark",
            "week-span": "7",
            "week-start": "monday",
        });
        assert_eq!(written["tsudoi.example:settings"], chosen);

        browser.click("button", Name::Is("すべて削除する")).await?;
        browser.find("dialog", Name::Any).await?;
        browser.click("button", Name::Is("すべて削除する")).await?;
        browser.see("本当にすべて削除しますか。").await?;
        browser.click("button", Name::Is("すべて削除する")).await?;
        browser.find("heading", Name::Is("ようこそ")).await?;

        let path = file("backup.json", &before)?;
        import_page(browser).await?;
        browser.choose_files(&[&path]).await?;
        browser.see("新着 18件").await?;
        browser.click("button", Name::Is("この内容で復元")).await?;
        browser.see("バックアップから復元しました。").await?;
        let after = backup(browser).await?;
        assert_eq!(String::from_utf8(after)?, String::from_utf8(before)?);
        Ok(())
    });
}
