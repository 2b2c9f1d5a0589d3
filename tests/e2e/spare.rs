//! The spare beside the database: whatever happens to the database, one question brings everything back.

use super::app::{edit, enter, file, go, import, import_page, meetings, started, stored};
use super::harness::{
    Ability, Browser, Name, Outcome, Site, can, run_app, run_app_in, until, until_after,
};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::{Duration, Instant};

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

/// Runs a test where the engine has the files that the spare is kept in.
fn run_with_spare(name: &str, test: impl AsyncFnOnce(&mut Site, &mut Browser) -> Outcome) {
    if can(Ability::PrivateFiles) {
        run_app(name, test);
    }
}

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
    browser.see("芋煮会").await?;
    // What was restored is not in doubt at the next start.
    kept(browser).await?;
    browser.reload().await?;
    started(browser).await?;
    browser.see("芋煮会").await?;
    assert!(!browser.has("button", Name::Is(RESTORE)).await?);
    Ok(())
}

#[test]
fn a_database_that_is_gone_comes_back() {
    run_with_spare("spare-gone", async |site, browser| {
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
    run_with_spare("spare-no-note", async |site, browser| {
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
    run_with_spare("spare-back", async |site, browser| {
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
    run_with_spare("spare-damaged", async |site, browser| {
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
        until("the database to be as before", async || {
            let mut now = stored(browser).await?;
            let shards = now["shards"].as_object_mut().ok_or("no shards")?;
            // The damaged text is set aside.
            shards.retain(|key, _| !key.starts_with("unreadable"));
            Ok((now == before).then_some(()))
        })
        .await?;
        started(browser).await?;
        browser.gone("button", Name::Has("復元")).await
    });
}

#[test]
fn lost_calendars_are_no_first_start() {
    run_with_spare("spare-calendars", async |site, browser| {
        let before = filled(site, browser).await?;
        damage(site, browser, r#"writing.objectStore("meta").delete("calendars");"#).await?;
        browser.see("保存した内容の一部が読めません").await?;
        restored(browser, &before).await
    });
}

#[test]
fn a_database_that_cannot_be_opened_stays_and_a_new_one_gets_everything() {
    run_with_spare("spare-unopened", async |site, browser| {
        let before = filled(site, browser).await?;
        damage(site, browser, r#"writing.objectStore("meta").delete("revision");"#).await?;
        browser.find("heading", Name::Is("保存した内容を開けません")).await?;
        browser.see("行事が18件あります").await?;
        browser.screenshot("spare-unopened").await?;
        browser.click("button", Name::Is(RESTORE)).await?;
        until("the new database to be in use", async || {
            let number = "return localStorage.getItem('tsudoi.database');";
            Ok((browser.script(number, Vec::new()).await? == json!("1")).then_some(()))
        })
        .await?;
        browser.gone("button", Name::Is(RESTORE)).await?;
        started(browser).await?;
        go(browser, "#/day/2024-11-23").await?;
        browser.see("芋煮会").await?;
        assert_eq!(stored(browser).await?["shards"], before["shards"], "the old one stays");
        Ok(())
    });
}

#[test]
fn a_damaged_newest_generation_gives_way_to_the_older_one() {
    run_with_spare("spare-generations", async |site, browser| {
        let before = filled(site, browser).await?;
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
        until("all months of the calendar", async || {
            let now = stored(browser).await?;
            Ok((now["shards"] == before["shards"]).then_some(()))
        })
        .await?;
        started(browser).await?;
        browser.gone("button", Name::Has("復元")).await
    });
}

#[test]
fn who_does_not_want_it_is_not_asked_again() {
    run_with_spare("spare-declined", async |site, browser| {
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
    run_with_spare("spare-wiped", async |site, browser| {
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
    if !can(Ability::PrivateFiles) {
        return;
    }
    run_app_in("en", "spare-english", async |site, browser| {
        enter(site, browser).await?;
        go(browser, "#/import").await?;
        browser.find("button", Name::Is("Choose files")).await?;
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

/// Prints what the spare of 50,000 events weighs and costs, for docs/decisions/0018-the-spare.md.
#[test]
#[ignore = "it measures, and takes minutes"]
fn figures_of_fifty_thousand_events() {
    run_with_spare("spare-figures", async |site, browser| {
        let patience = Duration::from_mins(4);
        enter(site, browser).await?;
        import_page(browser).await?;
        browser.choose_files(&[&fifty_thousand()?]).await?;
        let can_accept =
            async || Ok(browser.has("button", Name::Is("この内容を取り込む")).await?.then_some(()));
        until_after(patience, "the review", can_accept).await?;
        browser.click("button", Name::Is("この内容を取り込む")).await?;
        let is_kept = async || {
            let spare = browser.script(SPARE, Vec::new()).await?;
            Ok((spare["held"] == spare["kept"] && spare["held"] != json!(0)).then_some(spare))
        };
        until_after(patience, "the spare", is_kept).await?;
        for number in 0..3 {
            let begun = Instant::now();
            edit(browser, "figure-1", "件名", &format!("変えた件名{number}")).await?;
            let edited = begun.elapsed();
            until_after(patience, "the spare of an edit", is_kept).await?;
            println!("an edit: {edited:?}, kept after {:?}", begun.elapsed());
        }
        let sizes = browser.script(SIZES, Vec::new()).await?;
        browser.open(&format!("{}icons/icon.svg", site.address())).await?;
        browser.script(DELETE_DATABASE, Vec::new()).await?;
        enter(site, browser).await?;
        let begun = Instant::now();
        until_after(patience, "the question", async || {
            Ok(browser.has("button", Name::Is(RESTORE)).await?.then_some(()))
        })
        .await?;
        let asked = begun.elapsed();
        let begun = Instant::now();
        browser.click("button", Name::Is(RESTORE)).await?;
        until_after(patience, "everything", async || {
            let held = browser.script(SPARE, Vec::new()).await?["held"].as_u64();
            Ok(held.filter(|held| *held > 0))
        })
        .await?;
        println!("sizes {sizes}, asked after {asked:?}, restored after {:?}", begun.elapsed());
        Ok(())
    });
}

/// The sizes of the two files, in bytes.
const SIZES: &str = r#"
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle("tsudoi-spare");
    const size = async (name) => (await (await folder.getFileHandle(name)).getFile()).size;
    return [await size("first"), await size("second")];
"#;

fn fifty_thousand() -> Outcome<PathBuf> {
    let entries: Vec<Value> = (0..50_000)
        .map(|number| {
            let (year, month, day) = (1990 + number / 1_000, 1 + number / 84 % 12, 1 + number % 28);
            json!({
                "@type": "Event",
                "uid": format!("figure-{number}"),
                "title": format!("第{number}回 執行委員会"),
                "start": format!("{year}-{month:02}-{day:02}T18:30:00"),
                "duration": "PT2H",
                "timeZone": "Asia/Tokyo",
                "description": "議題：春闘の要求書、職場集会の日程、次号の機関紙。資料は前日までに送ります。",
                "locations": { "1": { "@type": "Location", "name": "組合会館 三階会議室" } },
            })
        })
        .collect();
    let group =
        json!({ "@type": "Group", "uid": "figures", "title": "五万件", "entries": entries });
    file("figures.jscal.json", serde_json::to_vec(&group)?)
}
