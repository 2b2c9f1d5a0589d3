//! What keys do: undo from every page, results of a search, and the way into the agenda.

use super::app::{complaints, edit, enter, file, go, import, meetings, started};
use super::data;
use super::harness::{Browser, Name, Outcome, Viewport, run_app, until};
use serde_json::json;
use thirtyfour::Key;

async fn is_gone(browser: &Browser, text: &str) -> Outcome {
    until(&format!("{text} to be gone"), async || {
        Ok((!browser.page_text().await?.contains(text)).then_some(()))
    })
    .await
}

/// Returns the name of the focused element's own list: the id of the day, or nothing.
const FOCUSED_DAY: &str = "return document.activeElement.closest('.day-group')?.id ?? '';";

#[test]
fn the_last_operation_is_undone_from_any_page() {
    run_app("undo-keys", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        edit(browser, "meet-14", "件名", "書きまちがい").await?;
        go(browser, "#/month/2024-12").await?;
        browser.see("書きまちがい").await?;
        browser.press_with(Key::Control, "z").await?;
        browser.see("を元に戻しました。").await?;
        is_gone(browser, "書きまちがい").await?;

        // In a field, the keys belong to the field.
        edit(browser, "meet-14", "件名", "二度目").await?;
        go(browser, "#/search").await?;
        browser.press_on("searchbox", Name::Has("検索"), "二度目").await?;
        browser.see("1件").await?;
        browser.press_with(Key::Control, "z").await?;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        go(browser, "#/event/meet-14").await?;
        browser.find("heading", Name::Is("二度目")).await?;

        // What an earlier start of the app did is not undone by keys alone.
        browser.reload().await?;
        started(browser).await?;
        browser.find("heading", Name::Is("二度目")).await?;
        browser.press_with(Key::Control, "z").await?;
        browser.find("heading", Name::Is("履歴")).await?;
        go(browser, "#/event/meet-14").await?;
        browser.find("heading", Name::Is("二度目")).await?;
        browser.click("link", Name::Is("元に戻す")).await?;
        browser.click("button", Name::Is("最後の操作を元に戻す")).await?;
        browser.see("を元に戻しました。").await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn a_message_covers_nothing() {
    run_app("toast", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        edit(browser, "meet-14", "件名", "直した題").await?;
        browser.find("button", Name::Is("元に戻す")).await?;
        let seen = "const box = (at) => document.querySelector(at).getBoundingClientRect();
            const [toast, pane, nav] = ['.toast', '.panes', '.nav-bar'].map(box);
            return [pane.bottom <= toast.top, toast.bottom <= nav.top];";
        assert_eq!(browser.script(seen, Vec::new()).await?, json!([true, true]));
        Ok(())
    });
}

#[test]
fn arrows_go_through_results_and_escape_goes_back() {
    run_app("search-keys", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        go(browser, "#/search").await?;
        browser.press_on("searchbox", Name::Has("検索"), "委員会").await?;
        let titles = "return [...document.querySelectorAll('.result-card .title a')].map((it) => it.textContent);";
        let titles = until("two results", async || {
            let titles = browser.script(titles, Vec::new()).await?;
            Ok(titles.as_array().filter(|it| it.len() > 1).cloned())
        })
        .await?;
        let focused =
            async || browser.script("return document.activeElement.textContent;", Vec::new()).await;
        browser.press(Key::Down).await?;
        assert_eq!(Some(&focused().await?), titles.first());
        browser.press(Key::Down).await?;
        assert_eq!(Some(&focused().await?), titles.get(1));
        browser.press(Key::Up).await?;
        assert_eq!(Some(&focused().await?), titles.first());
        browser.press(Key::Escape).await?;
        let value = "return [document.activeElement.id, document.activeElement.value];";
        assert_eq!(browser.script(value, Vec::new()).await?, json!(["search-words", "委員会"]));
        browser.press(Key::Escape).await?;
        assert_eq!(browser.script(value, Vec::new()).await?, json!(["search-words", ""]));
        browser.press(Key::Escape).await?;
        browser.gone("searchbox", Name::Has("検索")).await?;
        Ok(())
    });
}

#[test]
fn tab_enters_the_agenda_at_today() {
    run_app("tab-today", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &file("full.jscal.json", data::calendar(300))?).await?;
        go(browser, "#/").await?;
        browser.find("heading", Name::Is("予定")).await?;
        let today = "const now = new Date(); const two = (it) => String(it).padStart(2, '0');
            const today = `day-${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
            const groups = [...document.querySelectorAll('.agenda .day-group')];
            const found = groups.find((it) => it.id >= today && it.querySelector('a'));
            const last = [...document.querySelectorAll('.top-bar a, .now-next a')].at(-1);
            last.focus();
            return found?.id ?? null;";
        let expected = until("today's cards", async || {
            let found = browser.script(today, Vec::new()).await?;
            Ok(found.as_str().map(str::to_owned))
        })
        .await?;
        browser.press(Key::Tab).await?;
        // If the next card is in another month, the link of that month stands before it.
        let month = expected.get("day-".len().."day-2026-12".len()).expect("a month");
        let focused =
            browser.script("return document.activeElement.getAttribute('href')", Vec::new());
        if focused.await? == json!(format!("#/month/{month}")) {
            browser.press(Key::Tab).await?;
        }
        assert_eq!(browser.script(FOCUSED_DAY, Vec::new()).await?, json!(expected));
        Ok(())
    });
}

#[test]
fn a_page_has_one_main_heading_and_few_landmarks() {
    run_app("landmarks", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        browser.set_viewport(Viewport::Desktop).await?;
        for place in ["#/", "#/month/2024-12", "#/event/meet-14", "#/day/2024-12-03", "#/settings"]
        {
            go(browser, place).await?;
            tokio::time::sleep(std::time::Duration::from_millis(600)).await;
            let seen = "const shown = (at) => [...document.querySelectorAll(at)].filter((it) => it.checkVisibility?.({ visibilityProperty: true }) ?? true).length;
                return [shown('h1'), shown('main, nav, aside, [role=search], [role=region], section[aria-label], section[aria-labelledby], body > header')];";
            let seen = browser.script(seen, Vec::new()).await?;
            assert_eq!(seen[0], json!(1), "{place}");
            assert!(seen[1].as_u64().is_some_and(|count| count <= 5), "{place}: {seen}");
        }
        Ok(())
    });
}
