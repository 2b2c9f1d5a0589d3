//! Two tabs on one database: each shows what the other does, and both can write.

use super::app::{edit, enter, go, import, meetings, stored};
use super::harness::{Browser, Name, Outcome, run_app, until};

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
