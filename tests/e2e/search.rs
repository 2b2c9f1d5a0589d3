//! Search: typing, composing Japanese, opening a result and coming back, and filters that are kept in the address.

use super::app::{complaints, enter, go, import, meetings};
use super::harness::{Browser, Name, Outcome, run_app, run_app_in, until};
use serde_json::json;
use thirtyfour::Key;

/// Returns the titles that are shown, with the matches in brackets.
const SHOWN: &str = r#"
    return [...document.querySelectorAll(".result-card .title a")].map((link) =>
        [...link.childNodes].map((node) => node.nodeName === "MARK" ? `[${node.textContent}]` : node.textContent).join(""));
"#;

/// Types as an input method does: first the letters being composed, then the converted text.
const COMPOSE: &str = r#"
    const input = document.querySelector("[type=search]");
    const tell = (name) => input.dispatchEvent(new CompositionEvent(name, { bubbles: true }));
    const hold = (text) => { input.value = text; input.dispatchEvent(new InputEvent("input", { bubbles: true })); };
    const shown = () => document.querySelectorAll(".result-card").length;
    const rest = () => new Promise((resolve) => setTimeout(resolve, 400));
    tell("compositionstart");
    hold("こうし");
    await rest();
    const composing = [shown(), location.hash];
    hold("交渉");
    tell("compositionend");
    // WebKit sends the Enter that confirms a conversion after the end of the conversion.
    input.form.requestSubmit();
    const hasFocus = document.activeElement === input;
    await rest();
    return { composing, hasFocus, shown: shown() };
"#;

async fn shows(browser: &Browser, expected: &[&str]) -> Outcome {
    let found = until(&format!("the results {expected:?}"), async || {
        let shown = browser.script(SHOWN, Vec::new()).await?;
        Ok((shown == json!(expected)).then_some(()))
    })
    .await;
    match found {
        Ok(()) => Ok(()),
        Err(error) => {
            let shown = browser.script(SHOWN, Vec::new()).await?;
            Err(format!("{error}; there are {shown}").into())
        }
    }
}

async fn is_at(browser: &Browser, address: &str) -> Outcome {
    until(&format!("the address {address}"), async || {
        let at = browser.script("return decodeURIComponent(location.hash);", Vec::new()).await?;
        Ok((at == address).then_some(()))
    })
    .await
}

#[test]
fn a_result_is_found_opened_and_come_back_from() {
    run_app("search", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        go(browser, "#/?d=2024-11-01").await?;
        browser.find("heading", Name::Is("予定")).await?;
        browser.press("/").await?;
        browser.find("heading", Name::Is("検索")).await?;
        until("the focus where one types", async || {
            Ok((browser.focused_name().await? == "検索する言葉").then_some(()))
        })
        .await?;
        browser.see("すべてを含む行事を探します").await?;
        browser.press("ミホン会館").await?;
        browser.see("見つかりませんでした").await?;
        browser.fill("searchbox", Name::Is("検索する言葉"), "見本会館　学習").await?;
        shows(browser, &["第3回 仲間づくり[学習]会"]).await?;
        is_at(browser, "#/search?q=見本会館　学習").await?;
        until("the count to be spoken", async || {
            let spoken = "return document.querySelector('.search-page [role=status]').textContent;";
            Ok((browser.script(spoken, Vec::new()).await? == "1件見つかりました").then_some(()))
        })
        .await?;
        browser.press(Key::Enter).await?;
        assert!(browser.focused_name().await?.contains("仲間づくり"));
        browser.press(Key::Enter).await?;
        browser.find("heading", Name::Is("第3回 仲間づくり学習会")).await?;
        browser.script("history.back();", Vec::new()).await?;
        shows(browser, &["第3回 仲間づくり[学習]会"]).await?;
        until("the focus back on the result", async || {
            Ok(browser.focused_name().await?.contains("仲間づくり").then_some(()))
        })
        .await?;
        browser.script("history.back();", Vec::new()).await?;
        browser.find("heading", Name::Is("予定")).await?;
        assert_eq!(complaints(browser).await?, [""; 0]);
        Ok(())
    });
}

#[test]
fn nothing_jumps_while_japanese_is_composed() {
    run_app("search-compose", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        go(browser, "#/search").await?;
        browser.find("searchbox", Name::Is("検索する言葉")).await?;
        let told = browser.script(COMPOSE, Vec::new()).await?;
        assert_eq!(told["composing"], json!([0, "#/search"]));
        assert_eq!(told["hasFocus"], true, "the Enter that confirms a conversion asks for nothing");
        assert_ne!(told["shown"], 0);
        Ok(())
    });
}

#[test]
fn filters_stay_in_the_address() {
    run_app("search-filters", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        go(browser, "#/event/meet-05").await?;
        browser.click("button", Name::Is("自分の行事")).await?;
        until("the mark to be kept", async || {
            let is_kept = "return document.querySelector('.star')?.ariaPressed;";
            Ok((browser.script(is_kept, Vec::new()).await? == "true").then_some(()))
        })
        .await?;
        go(browser, "#/search?q=%E4%BC%9A&r=2024-11-05..2024-11-07").await?;
        shows(browser, &["5役[会]", "第12回 執行委員[会]", "秋闘 団体交渉"]).await?;
        browser.select(Name::Is("期間"), "すべての期間").await?;
        is_at(browser, "#/search?q=会").await?;
        browser.click("button", Name::Is("絞り込み")).await?;
        browser.click("checkbox", Name::Is("自分の行事だけ")).await?;
        is_at(browser, "#/search?q=会&m=1").await?;
        browser.click("button", Name::Is("閉じる")).await?;
        browser.fill("searchbox", Name::Is("検索する言葉"), "団体").await?;
        shows(browser, &["秋闘 [団体]交渉"]).await?;
        browser.fill("searchbox", Name::Is("検索する言葉"), "芋煮").await?;
        browser.click("button", Name::Has("絞り込みを外すと1件あります")).await?;
        shows(browser, &["[芋煮]会"]).await?;
        is_at(browser, "#/search?q=芋煮").await?;
        browser.reload().await?;
        shows(browser, &["[芋煮]会"]).await
    });
}

#[test]
fn it_speaks_english_too() {
    run_app_in("en", "search-en", async |site, browser| {
        enter(site, browser).await?;
        go(browser, "#/search?q=nothing").await?;
        browser.find("heading", Name::Is("Search")).await?;
        browser.see("Nothing found").await
    });
}

#[test]
fn a_date_of_a_series_is_found_by_the_name_that_is_shown() {
    run_app("search-number", async |site, browser| {
        enter(site, browser).await?;
        let event = json!({
            "@type": "Event", "uid": "numbered", "updated": "2024-10-01T00:00:00Z", "title": "見本の執行委員会",
            "start": "2024-11-11T18:30:00", "timeZone": "Asia/Tokyo", "duration": "PT1H30M",
            "recurrenceRule": { "@type": "RecurrenceRule", "frequency": "weekly" },
            "tsudoi.example:seriesNumber": 3,
        });
        let group = json!({
            "@type": "Group", "version": "2.0", "uid": "g", "title": "架空労組の例会",
            "updated": "2024-10-01T00:00:00Z", "entries": [event],
        });
        let file = super::app::file("numbered.jscal.json", serde_json::to_vec(&group)?)?;
        import(browser, &file).await?;
        for words in ["第12回見本の執行委員会", "執行委員会 第12回"] {
            go(browser, "#/search").await?;
            browser.fill("searchbox", Name::Is("検索する言葉"), words).await?;
            browser.find("link", Name::Has("第12回見本の執行委員会")).await?;
        }
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}
