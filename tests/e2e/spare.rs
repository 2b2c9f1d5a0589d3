//! The spare beside the database: whatever happens to the database, one question brings everything back.

use super::app::{edit, enter, go, import, meetings, started, stored};
use super::harness::{Browser, Name, Outcome, Site, run_app, run_app_in, until};
use serde_json::{Value, json};

/// The number and revision of the newest generation, the revision of the database, and the number of files.
const SPARE: &str = r#"
    const open = indexedDB.open("tsudoi");
    const db = await new Promise((resolve, reject) => {
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => reject(open.error);
    });
    const asked = db.transaction("meta").objectStore("meta").get("revision");
    const held = await new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
    db.close();
    const found = [];
    try {
        const root = await navigator.storage.getDirectory();
        const folder = await root.getDirectoryHandle("tsudoi-spare");
        for (const name of ["first", "second"]) {
            const file = await (await folder.getFileHandle(name)).getFile();
            const head = new DataView(await file.slice(0, 64).arrayBuffer());
            if (head.byteLength === 64) {
                found.push([Number(head.getBigUint64(48, true)), Number(head.getBigUint64(56, true))]);
            }
        }
    } catch {}
    found.sort((one, other) => other[0] - one[0]);
    return { held: Number(held), files: found.length, number: found[0]?.[0] ?? 0, kept: found[0]?.[1] ?? 0 };
"#;

/// Calls `act(db, put)` with the open database.
const ON_DATABASE: &str = r#"
    const open = indexedDB.open("tsudoi");
    const db = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
    const writing = db.transaction(["meta", "shards", "journal", "undo"], "readwrite");
    const keys = await new Promise((resolve) => {
        const asked = writing.objectStore("shards").getAllKeys();
        asked.onsuccess = () => resolve(asked.result);
    });
    ACT
    await new Promise((resolve) => { writing.oncomplete = resolve; });
    db.close();
    return keys.length;
"#;

const DELETE_DATABASE: &str = r#"
    const request = indexedDB.deleteDatabase("tsudoi");
    await new Promise((resolve) => { request.onsuccess = resolve; });
"#;

const RESTORE: &str = "控えから復元する";

/// Waits until the spare holds what the database holds, and returns the number of its newest generation.
async fn kept(browser: &Browser) -> Outcome<u64> {
    until("the spare to be up to date", async || {
        let spare = browser.script(SPARE, Vec::new()).await?;
        let is_kept = spare["held"] == spare["kept"] && spare["held"] != json!(0);
        Ok(spare["number"].as_u64().filter(|_| is_kept))
    })
    .await
}

/// Imports a calendar, and returns everything that is stored as soon as the spare has it too.
async fn filled(site: &Site, browser: &Browser) -> Outcome<Value> {
    enter(site, browser).await?;
    import(browser, &meetings()).await?;
    kept(browser).await?;
    stored(browser).await
}

/// Leaves the app, damages the database, and opens the app again.
async fn damage(site: &Site, browser: &Browser, act: &str) -> Outcome {
    browser.open(&format!("{}icons/icon.svg", site.address())).await?;
    browser.script(&ON_DATABASE.replace("ACT", act), Vec::new()).await?;
    enter(site, browser).await
}

/// Restores, and checks that everything is stored as before.
async fn restored(browser: &Browser, before: &Value) -> Outcome {
    browser.click("button", Name::Is(RESTORE)).await?;
    until("the database to be as before", async || {
        Ok((stored(browser).await? == *before).then_some(()))
    })
    .await?;
    started(browser).await?;
    browser.gone("button", Name::Is(RESTORE)).await?;
    go(browser, "#/day/2024-11-23").await?;
    browser.see("定期大会").await?;
    // What was restored is not in doubt at the next start.
    kept(browser).await?;
    browser.reload().await?;
    started(browser).await?;
    browser.see("定期大会").await?;
    assert!(!browser.has("button", Name::Is(RESTORE)).await?);
    Ok(())
}

#[test]
fn a_database_that_is_gone_comes_back() {
    run_app("spare-gone", async |site, browser| {
        let before = filled(site, browser).await?;
        browser.open(&format!("{}icons/icon.svg", site.address())).await?;
        browser.script(DELETE_DATABASE, Vec::new()).await?;
        enter(site, browser).await?;
        browser.find("heading", Name::Is("保存した内容が見当たりません")).await?;
        browser.see("行事が18件あります").await?;
        browser.screenshot("spare-gone").await?;
        restored(browser, &before).await
    });
}

#[test]
fn without_a_note_that_there_was_data_it_comes_back_too() {
    run_app("spare-no-note", async |site, browser| {
        let before = filled(site, browser).await?;
        browser.open(&format!("{}icons/icon.svg", site.address())).await?;
        browser.script(DELETE_DATABASE, Vec::new()).await?;
        browser.script("localStorage.clear();", Vec::new()).await?;
        enter(site, browser).await?;
        browser.find("heading", Name::Is("保存した内容が見当たりません")).await?;
        restored(browser, &before).await
    });
}

#[test]
fn a_database_that_went_back_comes_forward() {
    run_app("spare-back", async |site, browser| {
        let before = filled(site, browser).await?;
        let act = r#"
            writing.objectStore("meta").put("0", "revision");
            for (const key of keys.slice(1)) { writing.objectStore("shards").delete(key); }
        "#;
        damage(site, browser, act).await?;
        browser.find("heading", Name::Is("保存した内容が、前の状態に戻っています")).await?;
        browser.see("行事が18件あります").await?;
        browser.screenshot("spare-back").await?;
        restored(browser, &before).await
    });
}

#[test]
fn damaged_records_come_back_and_nothing_else_changes() {
    run_app("spare-damaged", async |site, browser| {
        let before = filled(site, browser).await?;
        let act = r#"
            const shards = writing.objectStore("shards");
            const key = keys.find((key) => key.startsWith("2024-11"));
            shards.put('{"v":2,"entr', key);
        "#;
        damage(site, browser, act).await?;
        browser.see("保存した内容の一部が読めません").await?;
        browser.see("読めない部分1か所を").await?;
        browser.screenshot("spare-damaged").await?;
        browser.click("button", Name::Is(RESTORE)).await?;
        browser.gone("button", Name::Is(RESTORE)).await?;
        started(browser).await?;
        let mut now = stored(browser).await?;
        let shards = now["shards"].as_object_mut().ok_or("no shards")?;
        // The damaged text is set aside.
        shards.retain(|key, _| !key.starts_with("unreadable"));
        assert_eq!(now, before);
        Ok(())
    });
}

#[test]
fn lost_calendars_are_no_first_start() {
    run_app("spare-calendars", async |site, browser| {
        let before = filled(site, browser).await?;
        damage(site, browser, r#"writing.objectStore("meta").delete("calendars");"#).await?;
        browser.see("保存した内容の一部が読めません").await?;
        restored(browser, &before).await
    });
}

#[test]
fn a_damaged_newest_generation_gives_way_to_the_older_one() {
    run_app("spare-generations", async |site, browser| {
        filled(site, browser).await?;
        let first = kept(browser).await?;
        edit(browser, "meet-06", "件名", "変えた件名").await?;
        until("the second generation", async || Ok((kept(browser).await? > first).then_some(())))
            .await?;
        let flip = r#"
            const root = await navigator.storage.getDirectory();
            const folder = await root.getDirectoryHandle("tsudoi-spare");
            let newest = null;
            for (const name of ["first", "second"]) {
                const handle = await folder.getFileHandle(name);
                const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
                const number = new DataView(bytes.buffer).getBigUint64(48, true);
                if (newest === null || number > newest.number) { newest = { handle, bytes, number }; }
            }
            newest.bytes[20] ^= 4;
            const writing = await newest.handle.createWritable();
            await writing.write(newest.bytes);
            await writing.close();
            const request = indexedDB.deleteDatabase("tsudoi");
            await new Promise((resolve) => { request.onsuccess = resolve; });
        "#;
        browser.open(&format!("{}icons/icon.svg", site.address())).await?;
        browser.script(flip, Vec::new()).await?;
        enter(site, browser).await?;
        browser.see("行事が18件あります").await?;
        browser.click("button", Name::Is(RESTORE)).await?;
        browser.gone("button", Name::Is(RESTORE)).await?;
        started(browser).await?;
        assert_eq!(
            stored(browser).await?["shards"].as_object().map(serde_json::Map::is_empty),
            Some(false)
        );
        Ok(())
    });
}

#[test]
fn who_does_not_want_it_is_not_asked_again() {
    run_app("spare-declined", async |site, browser| {
        filled(site, browser).await?;
        browser.open(&format!("{}icons/icon.svg", site.address())).await?;
        browser.script(DELETE_DATABASE, Vec::new()).await?;
        enter(site, browser).await?;
        browser.find("button", Name::Is(RESTORE)).await?;
        browser.click("button", Name::Is("空の状態から始める")).await?;
        browser.find("heading", Name::Is("ようこそ")).await?;
        browser.reload().await?;
        started(browser).await?;
        browser.find("heading", Name::Is("ようこそ")).await?;
        import(browser, &meetings()).await?;
        kept(browser).await?;
        assert!(!browser.has("button", Name::Is(RESTORE)).await?);
        Ok(())
    });
}

#[test]
fn it_is_deleted_with_everything_else() {
    run_app("spare-wiped", async |site, browser| {
        filled(site, browser).await?;
        go(browser, "#/settings").await?;
        browser.see("ここから復元できます").await?;
        browser.click("button", Name::Is("すべて削除する")).await?;
        let dialog = "document.querySelector('dialog[open]')";
        let press = format!("[...{dialog}.querySelectorAll('[data-look=danger]')].at(-1).click();");
        until("the first question", async || {
            let is_open = browser.script(&format!("return {dialog} !== null;"), Vec::new()).await?;
            Ok((is_open == true).then_some(()))
        })
        .await?;
        browser.script(&press, Vec::new()).await?;
        browser.see("本当にすべて削除しますか").await?;
        browser.script(&press, Vec::new()).await?;
        browser.find("heading", Name::Is("ようこそ")).await?;
        let spare = browser.script(SPARE, Vec::new()).await?;
        assert_eq!(spare["files"], json!(0));
        Ok(())
    });
}

#[test]
fn it_is_offered_in_english() {
    run_app_in("en", "spare-english", async |site, browser| {
        enter(site, browser).await?;
        go(browser, "#/import").await?;
        browser.choose_files(&[&meetings()]).await?;
        browser.click("button", Name::Is("Accept these changes")).await?;
        kept(browser).await?;
        browser.open(&format!("{}icons/icon.svg", site.address())).await?;
        browser.script(DELETE_DATABASE, Vec::new()).await?;
        enter(site, browser).await?;
        browser.see("holds 18 events").await?;
        browser.screenshot("spare-english").await?;
        browser.click("button", Name::Is("Restore from the spare copy")).await?;
        browser.gone("button", Name::Is("Restore from the spare copy")).await?;
        Ok(())
    });
}
