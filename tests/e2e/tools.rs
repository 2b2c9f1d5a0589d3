//! Tests of the harness on a small page of known content: if these fail, the other tests say nothing about the app.

use super::harness::{Ability, Browser, Name, Outcome, Site, Theme, Viewport, can, root, run};
use std::fs;
use thirtyfour::Key;

fn on_the_page(name: &str, test: impl AsyncFnOnce(&mut Site, &mut Browser) -> Outcome) {
    run(name, &root().join("tests/e2e/page"), "ja", async |site, browser| {
        browser.open(site.address()).await?;
        test(site, browser).await
    });
}

#[test]
fn elements_are_found_by_role_and_name() {
    on_the_page("find", async |_, browser| {
        assert_eq!(browser.names("button").await?, ["行事A 追加", "閉じる", "あとで"]);
        assert!(browser.has("button", Name::Is("行事A 追加")).await?);
        assert!(browser.has("heading", Name::Any).await?);
        assert!(!browser.has("button", Name::Is("行事A")).await?);
        assert!(!browser.has("link", Name::Has("追加")).await?);
        browser.click("button", Name::Is("閉じる")).await?;
        browser.gone("button", Name::Is("閉じる")).await?;
        Ok(())
    });
}

#[test]
fn hands_click_type_and_choose() {
    on_the_page("act", async |_, browser| {
        browser.fill("textbox", Name::Is("題名"), "花見").await?;
        browser.select(Name::Has("種別"), "総会").await?;
        browser.click("button", Name::Has("追加")).await?;
        browser.see("花見 総会").await?;
        browser.press(Key::Escape).await?;
        browser.see("Escape").await?;
        browser.press(Key::Tab).await?;
        assert_eq!(browser.focused_name().await?, "閉じる");
        browser.choose_files(&[&root().join("tests/e2e/page/data.csv")]).await?;
        browser.see("見本 太郎").await
    });
}

#[test]
fn a_download_arrives_whole() {
    on_the_page("download", async |_, browser| {
        browser.click("link", Name::Is("名簿を保存")).await?;
        let path = browser.downloaded(".csv").await?;
        assert_eq!(fs::read_to_string(path)?, "氏名\n見本 太郎\n");
        Ok(())
    });
}

#[test]
fn size_theme_and_language_are_as_asked() {
    on_the_page("dress", async |site, browser| {
        let state =
            "return [innerWidth, innerHeight, matchMedia('(prefers-color-scheme: dark)').matches,
            navigator.language, new Date(0).getHours()].join(' ');";
        assert_eq!(browser.script(state, Vec::new()).await?, "390 844 false ja 9");
        browser.set_viewport(Viewport::Desktop).await?;
        browser.set_theme(Theme::Dark).await?;
        let tab = browser.new_tab().await?;
        browser.open(site.address()).await?;
        assert_eq!(browser.script(state, Vec::new()).await?, "1280 800 true ja 9");
        assert_eq!(browser.tab().await?, tab);
        Ok(())
    });
}

#[test]
fn a_restart_keeps_the_profile_and_a_stopped_site_is_gone() {
    on_the_page("restart", async |site, browser| {
        browser.script("localStorage.setItem('kept', 'yes');", Vec::new()).await?;
        browser.restart().await?;
        browser.open(site.address()).await?;
        assert_eq!(
            browser.script("return localStorage.getItem('kept');", Vec::new()).await?,
            "yes"
        );
        site.stop()?;
        if can(Ability::UnreachableSite) {
            assert!(browser.open(site.address()).await.is_err());
        }
        site.start_again()?;
        browser.open(site.address()).await?;
        browser.find("heading", Name::Is("見出し")).await?;
        Ok(())
    });
}

#[test]
fn the_audit_finds_a_field_without_a_label() {
    on_the_page("axe", async |_, browser| {
        assert_eq!(browser.axe().await?, []);
        browser
            .script(
                "document.querySelector('main').append(document.createElement('input'));",
                Vec::new(),
            )
            .await?;
        let found = browser.axe().await?.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert!(matches!(found.as_slice(), [one] if one.starts_with("label: ")), "{found:?}");
        Ok(())
    });
}
