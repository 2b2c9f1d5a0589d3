//! Storage that is not available, and stored data that is gone: the app says so plainly, and stays usable.

use super::app::{edit, enter, go, import, import_page, meetings, started};
use super::harness::{Name, run_app, until};

/// A window in which the browser allows no database.
const NO_DATABASE: &str = "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });";

const DELETE_DATABASE: &str = r#"
    const request = indexedDB.deleteDatabase("tsudoi");
    await new Promise((resolve, reject) => {
        request.onsuccess = resolve;
        request.onerror = () => reject(request.error);
    });
"#;

#[test]
fn without_a_database_everything_works_until_the_page_closes() {
    run_app("memory", async |site, browser| {
        browser.before_each_page(NO_DATABASE).await?;
        enter(site, browser).await?;
        browser.see("保存されません").await?;
        import(browser, &meetings()).await?;
        browser.see("行事18件を取り込みました。").await?;
        // An icon on the home screen would open an empty app.
        browser.gone("heading", Name::Has("ホーム画面に追加")).await?;
        browser.click("link", Name::Is("予定を見る")).await?;
        browser.find("link", Name::Has("定期大会")).await?;
        edit(browser, "meet-12", "件名", "秋の芋煮会").await?;
        browser.see("ブラウザに保存できないため、閉じると消えます。").await?;
        go(browser, "#/").await?;
        import_page(browser).await?;
        browser.choose_files(&[&meetings()]).await?;
        browser.see("新しい内容はありません").await?;
        browser.reload().await?;
        started(browser).await?;
        browser.open(site.address()).await?;
        browser.find("heading", Name::Is("ようこそ")).await?;
        browser.see("保存されません").await
    });
}

#[test]
fn a_database_that_the_browser_cleared_is_a_loss_and_no_first_start() {
    run_app("emptied", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        until("the note that there is data", async || {
            let note = "return localStorage.getItem('tsudoi.sentinel');";
            let note = browser.script(note, Vec::new()).await?;
            Ok(note.as_str().is_some_and(|note| note.starts_with("18 ")).then_some(()))
        })
        .await?;
        browser.open(&format!("{}icons/icon.svg", site.address())).await?;
        browser.script(DELETE_DATABASE, Vec::new()).await?;
        enter(site, browser).await?;
        browser.find("heading", Name::Is("保存した内容が見当たりません")).await?;
        browser.click("DisclosureTriangle", Name::Is("くわしい情報")).await?;
        browser.see("18件").await?;
        browser.reload().await?;
        browser.find("heading", Name::Is("保存した内容が見当たりません")).await?;
        browser.click("button", Name::Is("空の状態から始める")).await?;
        browser.find("heading", Name::Is("ようこそ")).await?;
        import(browser, &meetings()).await?;
        browser.reload().await?;
        browser.see("読み込み").await
    });
}
