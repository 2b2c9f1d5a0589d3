//! The card about the home screen: once, after the first import.

use super::app::{accept, enter, go, import, meetings, review};
use super::harness::{Name, run_app};

#[test]
fn the_card_comes_once_and_the_settings_keep_the_words() {
    run_app("home-screen", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        browser.find("heading", Name::Is("ホーム画面に追加しておくと便利です")).await?;
        browser.click("button", Name::Is("閉じる")).await?;
        browser.gone("heading", Name::Is("ホーム画面に追加しておくと便利です")).await?;
        go(browser, "#/").await?;
        browser.find("heading", Name::Is("予定")).await?;
        review(browser, &[&meetings()]).await?;
        if browser.has("button", Name::Has("取り込む")).await? {
            accept(browser).await?;
        }
        assert!(!browser.page_text().await?.contains("ホーム画面に追加しておくと便利です"));
        go(browser, "#/settings").await?;
        browser.find("heading", Name::Is("ホーム画面に追加")).await?;
        Ok(())
    });
}
