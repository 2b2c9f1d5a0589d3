//! Undo: a whole import, at once and after a reload.

use super::app::{
    accept, changed_meetings, enter, event_of, go, import, meetings, review, started, stored,
};
use super::harness::{Name, run_app, until};
use serde_json::json;

#[test]
fn an_import_is_taken_back_at_once_and_after_a_reload() {
    run_app("undo", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        browser.click("button", Name::Is("この読み込みを元に戻す")).await?;
        browser.find("heading", Name::Is("ようこそ")).await?;
        until("an empty database", async || {
            let stored = stored(browser).await?;
            Ok(stored["shards"].as_object().is_some_and(serde_json::Map::is_empty).then_some(()))
        })
        .await?;

        import(browser, &meetings()).await?;
        let before = stored(browser).await?;
        let later = changed_meetings("later.jscal.json", |group| {
            let event = event_of(group, "meet-12");
            event["title"] = json!("芋煮会（雨天決行）");
            event["updated"] = json!("2024-11-01T00:00:00Z");
        })?;
        review(browser, &[&later]).await?;
        browser.see("変更 1件").await?;
        accept(browser).await?;
        assert_ne!(stored(browser).await?, before);
        browser.reload().await?;
        started(browser).await?;
        go(browser, "#/history").await?;
        browser.click("button", Name::Is("最後の操作を元に戻す")).await?;
        browser.see("元に戻しました。").await?;
        assert_eq!(stored(browser).await?, before);
        go(browser, "#/month/2024-11").await?;
        browser.see("芋煮会").await?;
        assert!(!browser.page_text().await?.contains("雨天決行"));

        browser.reload().await?;
        started(browser).await?;
        go(browser, "#/history").await?;
        browser.click("button", Name::Is("最後の操作を元に戻す")).await?;
        browser.see("元に戻しました。").await?;
        browser.see("操作の履歴はありません。").await?;
        assert_eq!(stored(browser).await?["shards"], json!({}));
        Ok(())
    });
}
