//! The whole way through the app in one test, short enough to be run in every engine with every change: the first start,
//! a file, every page, an edit, undo, and all of it again without a server.

use super::app::{complaints, edit, enter, go, import, meetings, started};
use super::harness::{Browser, Name, Outcome, run_app};
use super::pages::{PLACES, settled};

/// Shows every page, and checks that it is drawn.
async fn each_page_is_drawn(browser: &Browser) -> Outcome {
    for place in PLACES {
        go(browser, place).await?;
        settled(browser).await?;
        let text = browser.page_text().await?;
        assert!(!text.contains("予期しない問題が起きました"), "{place}: {text}");
        assert!(!text.contains("表示できませんでした"), "{place}: {text}");
    }
    Ok(())
}

#[test]
fn from_the_first_start_to_a_start_without_a_server() {
    run_app("whole-way", async |site, browser| {
        enter(site, browser).await?;
        browser.find("heading", Name::Is("ようこそ")).await?;
        import(browser, &meetings()).await?;
        browser.click("link", Name::Is("予定を見る")).await?;
        browser.find("link", Name::Has("定期大会")).await?;
        each_page_is_drawn(browser).await?;

        edit(browser, "meet-12", "場所", "第2河川敷").await?;
        go(browser, "#/history").await?;
        browser.click("button", Name::Is("最後の操作を元に戻す")).await?;
        browser.see("元に戻しました。").await?;
        go(browser, "#/event/meet-12").await?;
        browser.find("heading", Name::Is("芋煮会")).await?;
        assert!(!browser.page_text().await?.contains("第2河川敷"));
        edit(browser, "meet-18", "場所", "市民会館 別館").await?;

        go(browser, "#/settings").await?;
        browser.see("オフラインでも使えるようになりました。").await?;
        site.stop()?;
        browser.restart().await?;
        enter(site, browser).await?;
        browser.find("heading", Name::Is("予定")).await?;
        each_page_is_drawn(browser).await?;
        go(browser, "#/event/meet-18").await?;
        browser.see("市民会館 別館").await?;
        browser.reload().await?;
        started(browser).await?;
        browser.see("市民会館 別館").await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}
