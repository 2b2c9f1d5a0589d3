//! What a person sets up stays, and a backup gives everything back.

use super::app::{enter, file, go, import, import_page, meetings, started};
use super::harness::{Browser, Name, Outcome, run_app};
use serde_json::json;

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
        browser.click("radio", Name::Is("暗い")).await?;
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

#[test]
fn a_backup_gives_everything_back() {
    run_app("backup", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        go(browser, "#/event/meet-12").await?;
        browser.click("button", Name::Is("自分の行事")).await?;
        go(browser, "#/settings").await?;
        browser.click("radio", Name::Is("月曜日")).await?;
        let before = backup(browser).await?;

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
        browser.click("button", Name::Is("この内容に戻す")).await?;
        browser.see("バックアップから戻しました。").await?;
        let after = backup(browser).await?;
        assert_eq!(String::from_utf8(after)?, String::from_utf8(before)?);
        Ok(())
    });
}
