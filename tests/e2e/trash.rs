//! The trash: deleted items stay there over a reload, can be restored or deleted permanently, and expire after their
//! time.

use super::app::{accept, complaints, enter, go, import, meetings, review, started, stored};
use super::harness::{Browser, Name, Outcome, Theme, Viewport, run_app, until};

/// Makes everything in the trash look as if it had been deleted long ago.
const AGE: &str = r#"
    localStorage.removeItem("tsudoi.settings");
    const open = indexedDB.open("tsudoi");
    const db = await new Promise((resolve, reject) => {
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => reject(open.error);
    });
    const answer = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const shards = db.transaction("shards", "readwrite").objectStore("shards");
    let count = 0;
    for (const key of await answer(shards.getAllKeys())) {
        if (!key.startsWith("~bin|")) continue;
        const text = await answer(shards.get(key));
        await answer(shards.put(text.replace(/"deleted":"\d{4}/g, '"deleted":"2020'), key));
        count += 1;
    }
    db.close();
    return count;
"#;

async fn shards_in_the_trash(browser: &Browser) -> Outcome<usize> {
    let stored = stored(browser).await?;
    let shards = stored["shards"].as_object().expect("an object of shards");
    Ok(shards.keys().filter(|key| key.starts_with("~bin|")).count())
}

async fn delete(browser: &Browser, event: &str, title: &str) -> Outcome {
    go(browser, &format!("#/event/{event}")).await?;
    browser.find("heading", Name::Is(title)).await?;
    browser.click("button", Name::Is("削除")).await?;
    browser.see("行事をごみ箱に移しました（30日間）。").await
}

async fn open_trash(browser: &Browser) -> Outcome {
    go(browser, "#/bin").await?;
    browser.find("heading", Name::Is("ごみ箱")).await?;
    Ok(())
}

/// Reloads the page at its current address.
async fn reload(browser: &Browser) -> Outcome {
    browser.reload().await?;
    started(browser).await
}

#[test]
fn an_event_goes_into_the_trash_and_comes_back() {
    run_app("bin", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        open_trash(browser).await?;
        browser.see("ごみ箱は空です。").await?;
        // Opening its page records that the import has been seen, which this test does not check.
        go(browser, "#/event/meet-12").await?;
        let before = until("the event to be seen", async || {
            let shards = stored(browser).await?["shards"].clone();
            Ok(shards.to_string().contains("seen").then_some(shards))
        })
        .await?;
        delete(browser, "meet-12", "芋煮会").await?;
        assert_eq!(shards_in_the_trash(browser).await?, 1);
        go(browser, "#/event/meet-12").await?;
        browser.find("heading", Name::Is("この行事は見つかりません")).await?;
        browser.click("link", Name::Is("ごみ箱を見る")).await?;
        browser.see("あと30日で消えます").await?;
        for (viewport, theme) in [(Viewport::Phone, Theme::Light), (Viewport::Desktop, Theme::Dark)]
        {
            browser.set_viewport(viewport).await?;
            browser.set_theme(theme).await?;
            let objections = browser.axe().await?;
            assert!(objections.is_empty(), "{viewport:?} {theme:?}: {objections:?}");
        }
        browser.set_viewport(Viewport::Phone).await?;

        reload(browser).await?;
        browser.find("heading", Name::Is("芋煮会")).await?;
        browser.click("button", Name::Is("復元：芋煮会")).await?;
        browser.see("「芋煮会」を復元しました。").await?;
        browser.see("ごみ箱は空です。").await?;
        assert_eq!(stored(browser).await?["shards"], before);
        go(browser, "#/event/meet-12").await?;
        browser.find("heading", Name::Is("芋煮会")).await?;

        delete(browser, "meet-12", "芋煮会").await?;
        open_trash(browser).await?;
        browser.click("button", Name::Is("完全に削除：芋煮会")).await?;
        browser.see("「芋煮会」を完全に削除しました。").await?;
        until(
            "an empty bin",
            async || Ok((shards_in_the_trash(browser).await? == 0).then_some(())),
        )
        .await?;
        browser.click("button", Name::Is("元に戻す")).await?;
        browser.find("heading", Name::Is("芋煮会")).await?;
        browser.click("button", Name::Is("ごみ箱を空にする")).await?;
        browser.see("ごみ箱を空にしました。").await?;
        browser.see("ごみ箱は空です。").await?;
        assert_eq!(shards_in_the_trash(browser).await?, 0);
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn a_deleted_calendar_comes_back_with_its_events() {
    run_app("bin-calendar", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        let before = stored(browser).await?;
        go(browser, "#/calendars").await?;
        browser.click("button", Name::Has("削除")).await?;
        browser.see("行事18件をごみ箱に移しました（30日間）。").await?;
        reload(browser).await?;
        open_trash(browser).await?;
        browser.see("カレンダー（行事18件）").await?;
        browser.click("button", Name::Has("復元")).await?;
        browser.see("を復元しました。").await?;
        assert_eq!(stored(browser).await?, before);
        go(browser, "#/month/2024-11").await?;
        browser.see("芋煮会").await?;
        Ok(())
    });
}

#[test]
fn what_was_deleted_comes_back_with_a_file_only_when_asked() {
    run_app("bin-import", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        delete(browser, "meet-12", "芋煮会").await?;
        review(browser, &[&meetings()]).await?;
        browser.see("新しい内容はありません").await?;
        browser.see("この端末で削除した行事 1件").await?;
        browser.click("checkbox", Name::Is("復元 芋煮会")).await?;
        accept(browser).await?;
        go(browser, "#/event/meet-12").await?;
        browser.find("heading", Name::Is("芋煮会")).await?;
        assert_eq!(shards_in_the_trash(browser).await?, 0);
        Ok(())
    });
}

#[test]
fn after_its_time_it_goes_by_itself() {
    run_app("bin-purge", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        delete(browser, "meet-12", "芋煮会").await?;
        assert_eq!(browser.script(AGE, Vec::new()).await?, 1);
        go(browser, "#/").await?;
        reload(browser).await?;
        until("the bin to be purged", async || {
            Ok((shards_in_the_trash(browser).await? == 0).then_some(()))
        })
        .await?;
        let calendars = stored(browser).await?["calendars"].to_string();
        assert!(calendars.contains("tombstones") && calendars.contains("meet-12"), "{calendars}");
        open_trash(browser).await?;
        browser.see("ごみ箱は空です。").await?;
        Ok(())
    });
}
