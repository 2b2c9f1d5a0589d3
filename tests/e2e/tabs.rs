//! Two tabs on one database: each shows what the other does, and both can write.

use serde_json::Value;

use super::app::{edit, enter, go, import, meetings, stored};
use super::harness::{Ability, Browser, Name, Outcome, can, run_app, until};

/// Waits for the star of the open event to be on or off.
async fn star(browser: &Browser, is_on: bool) -> Outcome {
    until(&format!("the star to be {is_on}"), async || {
        let star = browser.find("button", Name::Is("自分の行事")).await?;
        let pressed = star.attr("aria-pressed").await?;
        Ok((pressed.as_deref() == Some(if is_on { "true" } else { "false" })).then_some(()))
    })
    .await
}

#[test]
fn what_one_tab_does_the_other_shows() {
    run_app("tabs", async |site, browser| {
        enter(site, browser).await?;
        go(browser, "#/month/2024-11").await?;
        browser.find("heading", Name::Is("ようこそ")).await?;
        let first = browser.tab().await?;
        let second = browser.new_tab().await?;
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        browser.switch_to(&first).await?;
        browser.find("heading", Name::Is("2024年11月")).await?;
        browser.see("芋煮会").await?;

        go(browser, "#/event/meet-12").await?;
        star(browser, false).await?;
        browser.switch_to(&second).await?;
        go(browser, "#/event/meet-12").await?;
        star(browser, false).await?;
        browser.click("button", Name::Is("自分の行事")).await?;
        star(browser, true).await?;
        browser.switch_to(&first).await?;
        star(browser, true).await?;

        edit(browser, "meet-12", "場所", "第2河川敷").await?;
        browser.switch_to(&second).await?;
        browser.see("第2河川敷").await?;
        edit(browser, "meet-12", "件名", "秋の芋煮会").await?;
        browser.switch_to(&first).await?;
        browser.find("heading", Name::Is("秋の芋煮会")).await?;
        browser.see("第2河川敷").await?;
        star(browser, true).await?;
        let all = stored(browser).await?.to_string();
        assert!(all.contains("第2河川敷") && all.contains("秋の芋煮会"), "both edits are kept");
        Ok(())
    });
}

/// What the browser says where it has cleared the storage under an open page.
const CLEARED: &str = "保存した内容が、ブラウザから消されました";

/// Waits until the site's files are on the device and the tab is served from there.
async fn served_offline(browser: &Browser) -> Outcome {
    until("the service worker to serve this tab", async || {
        let look = "return navigator.serviceWorker.controller !== null;";
        Ok((browser.script(look, Vec::new()).await? == true).then_some(()))
    })
    .await
}

#[test]
fn what_the_browser_clears_under_two_tabs_is_said_in_both_and_written_again_from_one() {
    if !can(Ability::ClearedSite) {
        return;
    }
    for (name, kinds) in [("tabs-cleared", "all"), ("tabs-cleared-database", "indexeddb")] {
        run_app(name, async |site, browser| {
            enter(site, browser).await?;
            import(browser, &meetings()).await?;
            served_offline(browser).await?;
            let before = stored(browser).await?;
            let first = browser.tab().await?;
            let second = browser.new_tab().await?;
            enter(site, browser).await?;
            go(browser, "#/event/meet-12").await?;
            browser.find("heading", Name::Has("芋煮会")).await?;
            // Everything is loaded in idle time.
            go(browser, "#/search?q=定期大会").await?;
            browser.see("定期大会").await?;
            served_offline(browser).await?;
            browser.clear_site(site.address(), kinds).await?;
            browser.see(CLEARED).await?;
            browser.switch_to(&first).await?;
            browser.see(CLEARED).await?;
            go(browser, "#/event/meet-12").await?;
            browser.find("heading", Name::Has("芋煮会")).await?;
            browser.screenshot(name).await?;
            browser.click("button", Name::Is("この内容をもう一度保存する")).await?;
            browser.see("もう一度保存し、読み返して確かめました。").await?;
            assert_eq!(unseen(&stored(browser).await?), unseen(&before));
            browser.switch_to(&second).await?;
            browser.gone("button", Name::Is("この内容をもう一度保存する")).await?;
            edit(browser, "meet-12", "件名", "秋の芋煮会").await?;
            browser.switch_to(&first).await?;
            browser.find("heading", Name::Is("秋の芋煮会")).await?;
            Ok(())
        });
    }
}

/// Returns what is stored without the marks of what was seen since the import.
fn unseen(stored: &Value) -> String {
    stored.to_string().replace(r#",\"seen\":true"#, "")
}

#[test]
fn a_service_worker_that_the_browser_removes_is_no_newer_version() {
    if !can(Ability::ClearedSite) {
        return;
    }
    run_app("tabs-no-service-worker", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        served_offline(browser).await?;
        browser.script("globalThis.isSamePage = true;", Vec::new()).await?;
        browser.clear_site(site.address(), "service_workers,cache_storage").await?;
        until("the service worker to be gone", async || {
            let look = "return navigator.serviceWorker.controller === null;";
            Ok((browser.script(look, Vec::new()).await? == true).then_some(()))
        })
        .await?;
        edit(browser, "meet-12", "件名", "秋の芋煮会").await?;
        let is_same = browser.script("return globalThis.isSamePage;", Vec::new()).await?;
        assert_eq!(is_same, true, "the page was not loaded again");
        Ok(())
    });
}

/// Opens the form of an event without saving it.
async fn open_form(browser: &Browser, event: &str, field: &str, text: &str) -> Outcome {
    go(browser, &format!("#/event/{event}/edit")).await?;
    browser.find("heading", Name::Is("行事を編集")).await?;
    // A field with suggestions is a combobox.
    let role = if field == "場所" { "combobox" } else { "textbox" };
    browser.fill(role, Name::Has(field), text).await
}

#[test]
fn a_form_says_what_another_tab_has_saved_and_the_person_chooses() {
    run_app("tabs-conflict", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        let first = browser.tab().await?;
        let second = browser.new_tab().await?;
        enter(site, browser).await?;
        // Opened before the other tab has a draft, which would be put in here.
        go(browser, "#/event/meet-12/edit").await?;
        browser.find("heading", Name::Is("行事を編集")).await?;
        browser.switch_to(&first).await?;
        open_form(browser, "meet-12", "件名", "秋の芋煮会").await?;
        browser.switch_to(&second).await?;
        edit(browser, "meet-12", "場所", "第2河川敷").await?;
        browser.switch_to(&first).await?;
        browser.see("保存すると、両方の変更が残ります。").await?;
        browser.switch_to(&second).await?;
        edit(browser, "meet-12", "件名", "大芋煮会").await?;
        browser.switch_to(&first).await?;
        browser.see("どちらを残すか選べます。").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("ほかの画面でも変更されています")).await?;
        browser.see("大芋煮会").await?;
        browser.screenshot("conflict").await?;
        browser.click("button", Name::Is("あなたの入力で保存する")).await?;
        browser.find("heading", Name::Is("秋の芋煮会")).await?;
        browser.see("第2河川敷").await?;

        open_form(browser, "meet-12", "件名", "冬の芋煮会").await?;
        browser.switch_to(&second).await?;
        go(browser, "#/event/meet-12").await?;
        browser.click("button", Name::Is("削除")).await?;
        browser.see("ごみ箱").await?;
        browser.switch_to(&first).await?;
        browser.see("この行事は、ほかの画面で削除されました").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.click("button", Name::Is("行事を復元して保存する")).await?;
        browser.find("heading", Name::Is("冬の芋煮会")).await?;
        Ok(())
    });
}

/// Returns the title in the open form.
async fn title_in_form(browser: &Browser) -> Outcome<String> {
    let read = "return document.getElementById('event-title').value;";
    let title = browser.script(read, Vec::new()).await?;
    Ok(title.as_str().unwrap_or_default().to_owned())
}

#[test]
fn a_form_that_is_open_in_two_tabs_has_a_draft_in_each() {
    run_app("tabs-drafts", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        let first = browser.tab().await?;
        open_form(browser, "meet-12", "件名", "秋の芋煮会").await?;
        // What is typed is stored within a second.
        tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;

        let second = browser.new_tab().await?;
        enter(site, browser).await?;
        open_form(browser, "meet-12", "場所", "第2河川敷").await?;
        assert_eq!(title_in_form(browser).await?, "芋煮会", "the other tab's text is its own");
        tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
        browser.click("button", Name::Is("保存")).await?;
        browser.see("第2河川敷").await?;

        browser.switch_to(&first).await?;
        assert_eq!(title_in_form(browser).await?, "秋の芋煮会");
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("秋の芋煮会")).await?;
        browser.see("第2河川敷").await?;
        browser.switch_to(&second).await?;
        browser.find("heading", Name::Is("秋の芋煮会")).await?;
        Ok(())
    });
}

#[test]
fn the_drafts_of_two_tabs_that_were_lost_are_both_found_again() {
    run_app("tabs-lost-drafts", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        let first = browser.tab().await?;
        open_form(browser, "meet-12", "件名", "雪の芋煮会").await?;
        let second = browser.new_tab().await?;
        enter(site, browser).await?;
        open_form(browser, "meet-12", "件名", "雨の芋煮会").await?;
        // What is typed is stored within a second.
        tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
        for tab in [&second, &first] {
            browser.switch_to(tab).await?;
            go(browser, "#/settings").await?;
            browser.find("heading", Name::Is("設定")).await?;
        }
        for title in ["雪の芋煮会", "雨の芋煮会"] {
            go(browser, "#/event/meet-12/edit").await?;
            browser.see("前に入れた内容が残っていたので").await?;
            assert_eq!(title_in_form(browser).await?, title);
            browser.click("button", Name::Is("やめる")).await?;
            browser.click("button", Name::Is("変更を捨てる")).await?;
            browser.gone("heading", Name::Is("行事を編集")).await?;
        }
        go(browser, "#/event/meet-12/edit").await?;
        browser.find("heading", Name::Is("行事を編集")).await?;
        assert_eq!(title_in_form(browser).await?, "芋煮会");
        Ok(())
    });
}
