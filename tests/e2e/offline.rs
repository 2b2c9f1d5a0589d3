//! After one visit nothing needs the server: starting, reading, importing, editing, exporting.

use super::app::{complaints, edit, enter, go, import, meetings, unpublished};
use super::harness::{Name, run_app};

#[test]
fn without_a_server_everything_works() {
    run_app("no-server", async |site, browser| {
        enter(site, browser).await?;
        go(browser, "#/settings").await?;
        browser.see("オフラインでも使えるようになりました。").await?;
        site.stop()?;
        browser.restart().await?;
        enter(site, browser).await?;
        browser.find("heading", Name::Is("ようこそ")).await?;
        import(browser, &meetings()).await?;
        browser.restart().await?;
        enter(site, browser).await?;
        browser.find("heading", Name::Is("予定")).await?;
        browser.find("link", Name::Has("定期大会")).await?;

        edit(browser, "meet-18", "場所", "市民会館 別館").await?;
        go(browser, "#/export").await?;
        browser.click("button", Name::Is("ファイルを保存")).await?;
        let (_, bytes) = browser.take_download(".jscal.json").await?;
        let text = String::from_utf8(bytes)?;
        assert!(text.contains("市民会館 別館"));
        assert!(unpublished().iter().all(|word| !text.contains(word)));
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}
