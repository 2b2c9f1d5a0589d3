//! The form's help: copies, habits from the last event, ends in words, overlaps, and drafts.

use super::app::{enter, go, import, meetings, started};
use super::harness::{Browser, Name, Outcome, run_app, until};
use serde_json::json;

/// Returns the content of the field with that id.
async fn value(browser: &Browser, id: &str) -> Outcome<String> {
    let read = "return document.getElementById(given[0]).value;";
    let value = browser.script(read, vec![json!(id)]).await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

/// Returns the content of the venue field.
async fn place(browser: &Browser) -> Outcome<String> {
    let field = browser.find("combobox", Name::Has("場所")).await?;
    Ok(field.value().await?.unwrap_or_default())
}

/// Sets a day or a time in its field, as the browser's own picker does.
async fn put(browser: &Browser, id: &str, text: &str) -> Outcome {
    let put = "const field = document.getElementById(given[0]);
        field.value = given[1];
        field.dispatchEvent(new Event('input', { bubbles: true }));";
    browser.script(put, vec![json!(id), json!(text)]).await?;
    Ok(())
}

#[test]
fn an_event_is_copied_and_asks_everybody_again() {
    run_app("copy", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        go(browser, "#/event/meet-14").await?;
        let title = "第13回 執行委員会";
        browser.find("heading", Name::Has(title)).await?;
        browser.click("link", Name::Is("複製して作成")).await?;
        browser.see(&format!("「{title}」を複製しました。")).await?;
        assert_eq!(value(browser, "event-title").await?, "第14回 執行委員会");
        assert_eq!(place(browser).await?, "組合事務所");
        put(browser, "event-first-day", "2031-03-06").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("第14回 執行委員会")).await?;
        browser.see("2031年3月6日(木) 18:30").await?;
        go(browser, "#/event/meet-14").await?;
        browser.find("heading", Name::Is(title)).await?;
        Ok(())
    });
}

#[test]
fn a_kind_brings_its_title_and_the_last_time_and_place_on_request() {
    run_app("habit", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        go(browser, "#/event/new?day=2031-03-06").await?;
        // A new event goes into a calendar of one's own unless another one is chosen.
        browser.select(Name::Is("カレンダー"), "架空労組の行事").await?;
        browser.select(Name::Has("種別"), "執行委員会").await?;
        browser.see("前回の「第13回 執行委員会」").await?;
        assert_eq!(value(browser, "event-title").await?, "執行委員会");
        assert_eq!(value(browser, "event-start-time").await?, "");
        browser.click("button", Name::Is("同じ時刻・場所にする")).await?;
        browser.gone("button", Name::Is("同じ時刻・場所にする")).await?;
        assert_eq!(value(browser, "event-start-time").await?, "18:30");
        assert_eq!(value(browser, "event-end-time").await?, "20:00");
        assert_eq!(place(browser).await?, "組合事務所");
        // An end given by its length, and one on the next day.
        put(browser, "event-end-time", "").await?;
        browser.click("button", Name::Is("3時間")).await?;
        browser.see("3月6日(木) 18:30～21:30").await?;
        browser.select(Name::Has("終了日"), "翌日").await?;
        put(browser, "event-end-time", "12:00").await?;
        browser.see("18:30～7日(金) 12:00").await?;
        browser.fill("textbox", Name::Has("日時を文字で入力"), "14時～翌9時").await?;
        browser.see("14:00～7日(金) 9:00").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("執行委員会")).await?;
        // The form reports another person's meeting in the same room at that time, and it can still be saved.
        go(browser, "#/event/new?day=2031-03-06").await?;
        browser.select(Name::Is("カレンダー"), "架空労組の行事").await?;
        browser.fill("textbox", Name::Has("件名"), "書記局会議").await?;
        put(browser, "event-start-time", "20:00").await?;
        browser.see("同じカレンダー").await?;
        browser.fill("combobox", Name::Has("場所"), "組合事務所").await?;
        browser.see("と重なります：同じ場所").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("書記局会議")).await?;
        Ok(())
    });
}

#[test]
fn what_is_written_is_on_the_disk_within_a_second_for_every_form() {
    run_app("drafts", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        go(browser, "#/event/meet-14/edit").await?;
        browser.fill("textbox", Name::Has("件名"), "書きかけの題").await?;
        kept(browser, "書きかけの題").await?;
        go(browser, "#/event/new?day=2031-03-06").await?;
        browser.find("heading", Name::Is("行事を追加")).await?;
        browser.fill("textbox", Name::Has("件名"), "もうひとつの題").await?;
        kept(browser, "もうひとつの題").await?;
        // Without the browser's quick copy, the database still has the draft.
        go(browser, "#/settings").await?;
        browser.find("heading", Name::Is("設定")).await?;
        browser.script("localStorage.removeItem('tsudoi.draft');", Vec::new()).await?;
        browser.reload().await?;
        started(browser).await?;
        for (place, title) in [
            ("#/event/meet-14/edit", "書きかけの題"),
            ("#/event/new?day=2031-03-06", "もうひとつの題"),
        ] {
            go(browser, place).await?;
            browser.see("前に入れた内容が残っていたので").await?;
            assert_eq!(value(browser, "event-title").await?, title);
        }
        browser.click("button", Name::Is("やめる")).await?;
        browser.click("button", Name::Is("変更を捨てる")).await?;
        browser.gone("heading", Name::Is("行事を追加")).await?;
        go(browser, "#/event/new?day=2031-03-06").await?;
        browser.find("heading", Name::Is("行事を追加")).await?;
        assert_eq!(value(browser, "event-title").await?, "");
        Ok(())
    });
}

/// Waits until the database contains a draft with that text.
async fn kept(browser: &Browser, text: &str) -> Outcome {
    let drafts = r#"
        const open = indexedDB.open("tsudoi");
        const db = await new Promise((resolve, reject) => { open.onsuccess = () => resolve(open.result); open.onerror = reject; });
        const meta = db.transaction("meta").objectStore("meta");
        const range = IDBKeyRange.bound("draft:", "draft;");
        const read = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = reject; });
        const found = await read(meta.getAll(range));
        db.close();
        return found.join("\n");
    "#;
    until("a draft in the database", async || {
        let found = browser.script(drafts, Vec::new()).await?;
        Ok(found.as_str().is_some_and(|found| found.contains(text)).then_some(()))
    })
    .await
}
