//! People and organisations: entered, found, changed, merged, deleted and restored. The people are invented.

use super::app::{enter, go, import, meetings, started};
use super::harness::{Browser, Name, Outcome, Theme, Viewport, run_app};
use super::pages::settled;

/// Fills in the form of a new person, and saves it.
async fn add_person(browser: &Browser, name: &str, kana: &str, of: &str) -> Outcome {
    go(browser, "#/people/new").await?;
    browser.find("heading", Name::Is("人を追加")).await?;
    browser.fill("textbox", Name::Has("名前"), name).await?;
    if !kana.is_empty() {
        browser.fill("textbox", Name::Is("ふりがな"), kana).await?;
    }
    browser.fill("combobox", Name::Is("所属"), of).await?;
    browser.click("button", Name::Is("保存")).await?;
    browser.find("heading", Name::Is(name)).await?;
    Ok(())
}

#[test]
fn a_person_is_entered_found_changed_deleted_and_restored() {
    run_app("directory", async |site, browser| {
        enter(site, browser).await?;
        add_person(browser, "見本 太郎", "みほん たろう", "見本市職労").await?;
        browser.find("link", Name::Is("見本市職労")).await?;
        add_person(browser, "架空 花子", "ｶｸｳ ﾊﾅｺ", "架空労組").await?;
        browser.reload().await?;
        started(browser).await?;
        browser.find("heading", Name::Is("架空 花子")).await?;
        go(browser, "#/people").await?;
        browser.see("2人").await?;
        browser.fill("searchbox", Name::Has("名前"), "みほん").await?;
        browser.see("1人").await?;
        browser.find("link", Name::Has("見本 太郎")).await?;
        assert!(!browser.has("link", Name::Has("架空 花子")).await?);
        browser.fill("searchbox", Name::Has("名前"), "架空労組").await?;
        browser.click("link", Name::Has("架空 花子")).await?;
        browser.find("heading", Name::Is("架空 花子")).await?;
        browser.click("link", Name::Is("編集")).await?;
        browser.find("heading", Name::Is("人を編集")).await?;
        browser.click("button", Name::Is("役職を追加")).await?;
        browser.fill("textbox", Name::Is("役職名"), "書記長").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("架空 花子")).await?;
        browser.see("書記長").await?;
        browser.click("button", Name::Is("削除")).await?;
        browser.see("「架空 花子」をごみ箱に移しました（30日間）。").await?;
        browser.see("1人").await?;
        go(browser, "#/bin").await?;
        browser.click("button", Name::Is("復元：架空 花子")).await?;
        browser.see("「架空 花子」を復元しました。").await?;
        go(browser, "#/people").await?;
        browser.see("2人").await?;
        go(browser, "#/organizations").await?;
        browser.see("2組織").await?;
        // People without any calendar are no damaged store.
        browser.reload().await?;
        started(browser).await?;
        browser.see("2組織").await?;
        assert!(!browser.has("alert", Name::Any).await?);
        look(browser).await
    });
}

/// The pages have nothing against them, in both sizes and colours.
async fn look(browser: &mut Browser) -> Outcome {
    let mut found = Vec::new();
    for place in ["#/people", "#/organizations", "#/people/new", "#/organizations/new"] {
        go(browser, place).await?;
        for (viewport, theme) in [(Viewport::Phone, Theme::Light), (Viewport::Desktop, Theme::Dark)]
        {
            browser.set_viewport(viewport).await?;
            browser.set_theme(theme).await?;
            settled(browser).await?;
            found.extend(browser.axe().await?);
            browser
                .screenshot(&format!("directory{}-{viewport:?}", place.replace(['#', '/'], "-")))
                .await?;
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    browser.set_viewport(Viewport::Phone).await
}

#[test]
fn two_entries_of_one_person_are_pointed_out_and_merged() {
    run_app("directory-doubles", async |site, browser| {
        enter(site, browser).await?;
        add_person(browser, "見本太郎", "", "市職労").await?;
        add_person(browser, "見本 太郎", "みほん たろう", "見本市職労").await?;
        browser.find("heading", Name::Is("同じ人かもしれません")).await?;
        browser.see("名前が同じ").await?;
        browser.screenshot("directory-doubles").await?;
        browser.click("button", Name::Has("ここにまとめる")).await?;
        browser.see("1つにまとめました。").await?;
        browser.find("link", Name::Is("市職労")).await?;
        go(browser, "#/people").await?;
        browser.see("1人").await?;
        go(browser, "#/history").await?;
        browser.click("button", Name::Has("元に戻す")).await?;
        go(browser, "#/people").await?;
        browser.see("2人").await
    });
}

#[test]
fn people_of_the_directory_become_participants_and_their_pages_name_the_event() {
    run_app("directory-picker", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        add_person(browser, "見本 太郎", "みほん たろう", "見本市職労").await?;
        add_person(browser, "架空 花子", "かくう はなこ", "架空労組").await?;
        go(browser, "#/event/new?day=2026-12-10&time=18:30").await?;
        browser.find("heading", Name::Is("行事を追加")).await?;
        browser.fill("textbox", Name::Has("件名"), "名簿の会").await?;
        browser.click("button", Name::Is("登録した人から選ぶ")).await?;
        browser.find("dialog", Name::Is("参加者を選ぶ")).await?;
        browser.fill("searchbox", Name::Has("名前"), "見本市職労").await?;
        browser.click("checkbox", Name::Has("見本 太郎")).await?;
        browser.fill("searchbox", Name::Has("名前"), "かくう").await?;
        browser.click("checkbox", Name::Has("架空 花子")).await?;
        browser.screenshot("directory-picker").await?;
        browser.click("button", Name::Is("2人を追加")).await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("名簿の会")).await?;
        browser.see("2人・2組織").await?;
        browser.see("18:30").await?;
        go(browser, "#/people").await?;
        browser.click("link", Name::Has("架空 花子")).await?;
        browser.find("link", Name::Has("名簿の会")).await?;
        browser.screenshot("directory-person").await?;
        Ok(())
    });
}

#[test]
fn a_form_of_a_person_says_what_is_wrong_and_keeps_what_was_typed() {
    run_app("directory-form", async |site, browser| {
        enter(site, browser).await?;
        go(browser, "#/people/new").await?;
        browser.find("heading", Name::Is("人を追加")).await?;
        browser.fill("textbox", Name::Is("メール"), "これは違う").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.see("2か所").await?;
        browser.fill("textbox", Name::Has("名前"), "見本 次郎").await?;
        browser.fill("textbox", Name::Is("メール"), "jiro@example.com").await?;
        // The draft survives a reload.
        super::harness::until("the draft to be kept", async || {
            let kept = "return Object.entries(localStorage).some(([, text]) => text.includes('jiro@example.com'));";
            Ok((browser.script(kept, Vec::new()).await? == true).then_some(()))
        })
        .await?;
        browser.reload().await?;
        started(browser).await?;
        browser.find("heading", Name::Is("人を追加")).await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("見本 次郎")).await?;
        browser.find("link", Name::Is("jiro@example.com")).await?;
        Ok(())
    });
}
