//! Trouble with the storage: each one is said truly, and has a way on that keeps what can be kept.

use super::app::{edit, enter, go, import, import_page, meetings, started, stored};
use super::harness::{Browser, Name, Outcome, Site, root, run, run_app, scratch, until};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// While the flag is set, every write fails as Chromium fails on a full disk, and nothing can be stored elsewhere.
const FULL_DISK: &str = r#"
    const error = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "error");
    const begin = IDBDatabase.prototype.transaction, put = Cache.prototype.put;
    const ended = new WeakSet();
    const isFull = () => sessionStorage.getItem("full-disk") !== null;
    IDBDatabase.prototype.transaction = function (...wanted) {
        const begun = begin.apply(this, wanted);
        if (isFull() && wanted[1] === "readwrite") {
            begun.addEventListener("abort", () => { ended.add(begun); });
            begun.commit = () => begun.abort();
        }
        return begun;
    };
    Object.defineProperty(IDBTransaction.prototype, "error", { configurable: true, get() {
        return ended.has(this)
            ? new DOMException("Connection is closing because of: IO error: 000003.log: FILE_ERROR_NO_SPACE", "UnknownError")
            : error.get.call(this);
    } });
    Cache.prototype.put = function (...given) {
        return isFull() ? Promise.reject(new DOMException("no room", "QuotaExceededError")) : put.apply(this, given);
    };
"#;

/// The first database cannot be opened, at any attempt.
const CANNOT_OPEN: &str = r#"
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (name, version) {
        if (name !== "tsudoi" || version === undefined) { return open.call(this, name, version); }
        const request = open.call(this, "tsudoi-unopened", 1);
        Object.defineProperty(request, "error", { get: () => new DOMException("Internal error opening backing store for indexedDB.open.", "UnknownError") });
        request.addEventListener("upgradeneeded", (event) => { event.stopImmediatePropagation(); request.transaction.abort(); });
        return request;
    };
"#;

/// While the tab says so, requests to open a database, or to read a record, get no answer until `answer()` is called.
const SILENT: &str = r#"
    const held = [];
    for (const [type, method] of [[IDBFactory, "open"], [IDBObjectStore, "get"]]) {
        const ask = type.prototype[method];
        type.prototype[method] = function (...wanted) {
            const request = ask.apply(this, wanted);
            if (sessionStorage.getItem("silent") === method) {
                const hold = (event) => { event.stopImmediatePropagation(); held.push(request); };
                request.addEventListener("success", hold, { once: true });
            }
            return request;
        };
    }
    globalThis.answer = () => {
        sessionStorage.removeItem("silent");
        for (const request of held.splice(0)) { request.dispatchEvent(new Event("success")); }
    };
"#;

/// Site data is blocked: neither of the two storages can even be named.
const BLOCKED: &str = r#"
    for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(globalThis, name, { get() { throw new DOMException("denied", "SecurityError"); } });
    }
    Object.defineProperty(globalThis, "indexedDB", { value: undefined });
"#;

const DELETE_DATABASE: &str = r#"
    const request = indexedDB.deleteDatabase("tsudoi");
    await new Promise((resolve, reject) => {
        request.onsuccess = resolve;
        request.onerror = () => reject(request.error);
    });
"#;

async fn noted(browser: &Browser) -> Outcome {
    until("the note that there is data", async || {
        let note = "return localStorage.getItem('tsudoi.sentinel');";
        let note = browser.script(note, Vec::new()).await?;
        Ok(note.as_str().is_some_and(|note| note.starts_with("18 ")).then_some(()))
    })
    .await
}

async fn shard_count(browser: &Browser) -> Outcome<usize> {
    Ok(stored(browser).await?["shards"].as_object().map_or(0, serde_json::Map::len))
}

#[test]
fn a_full_disk_stops_writing_and_everything_can_be_taken_elsewhere() {
    run_app("full-disk", async |site, browser| {
        browser.before_each_page(FULL_DISK).await?;
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        noted(browser).await?;
        let before = stored(browser).await?;
        browser.script("sessionStorage.setItem('full-disk', '1');", Vec::new()).await?;
        go(browser, "#/event/meet-12/edit").await?;
        browser.find("heading", Name::Is("行事を編集")).await?;
        browser.fill("textbox", Name::Has("件名"), "秋の芋煮会").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.see("端末の空きがなく、保存を止めています").await?;
        browser.screenshot("trouble-full").await?;
        browser.click("button", Name::Is("この画面の内容をファイルに書き出す")).await?;
        let (_, bytes) = browser.take_download(".jscal.json").await?;
        let backup: Value = serde_json::from_slice(&bytes)?;
        assert_eq!(backup["entries"].as_array().map(Vec::len), Some(18));
        browser.click("button", Name::Is("閉じる")).await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.see("端末の空きがなく、保存を止めています").await?;
        browser.script("sessionStorage.removeItem('full-disk');", Vec::new()).await?;
        browser.click("button", Name::Is("もう一度試す")).await?;
        browser.see("保存した内容を読み返して確かめました。無事です。").await?;
        assert_eq!(stored(browser).await?, before);
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("秋の芋煮会")).await?;
        Ok(())
    });
}

#[test]
fn storage_that_is_cleared_under_an_open_page_is_written_anew_from_it() {
    run_app("cleared", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        noted(browser).await?;
        let before = stored(browser).await?;
        let page = browser.tab().await?;
        browser.new_tab().await?;
        browser.open(&format!("{}icons/icon.svg", site.address())).await?;
        browser.script(DELETE_DATABASE, Vec::new()).await?;
        browser.switch_to(&page).await?;
        browser.see("保存した内容が、ブラウザから消されました").await?;
        browser.screenshot("trouble-cleared").await?;
        // Nothing is imported into the emptied database.
        import_page(browser).await?;
        browser.choose_files(&[&meetings()]).await?;
        browser.find("button", Name::Is("もう一度試す")).await?;
        assert_eq!(shard_count(browser).await?, 0);
        browser.click("button", Name::Is("この内容をもう一度保存する")).await?;
        browser.see("もう一度保存し、読み返して確かめました。").await?;
        assert_eq!(stored(browser).await?, before);
        browser.reload().await?;
        started(browser).await?;
        edit(browser, "meet-12", "件名", "秋の芋煮会").await
    });
}

#[test]
fn a_database_that_went_back_is_said_at_the_start() {
    run_app("rolled-back", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        noted(browser).await?;
        let later = "localStorage.setItem('tsudoi.sentinel', '2018 2026-11-01T00:00:00Z 999');";
        browser.script(later, Vec::new()).await?;
        browser.reload().await?;
        browser.find("heading", Name::Is("保存した内容が、前の状態に戻っています")).await?;
        browser.screenshot("trouble-rolled-back").await?;
        browser.click("button", Name::Is("いまの内容で続ける")).await?;
        go(browser, "#/event/meet-12").await?;
        browser.find("heading", Name::Has("芋煮会")).await?;
        Ok(())
    });
}

#[test]
fn a_deliberate_wipe_is_never_called_a_loss_and_the_other_tab_says_what_happened() {
    run_app("wiped-elsewhere", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        noted(browser).await?;
        let note = browser.script("return localStorage.getItem('tsudoi.sentinel');", Vec::new());
        let note = note.await?;
        let first = browser.tab().await?;
        browser.new_tab().await?;
        enter(site, browser).await?;
        go(browser, "#/settings").await?;
        browser.click("button", Name::Is("すべて削除する")).await?;
        let confirm = "for (const button of document.querySelectorAll('dialog[open] button[data-look=danger]')) { button.click(); }";
        browser.script(confirm, Vec::new()).await?;
        browser.see("本当にすべて削除しますか").await?;
        browser.script(confirm, Vec::new()).await?;
        browser.find("heading", Name::Is("ようこそ")).await?;
        browser.switch_to(&first).await?;
        browser.see("ほかの画面で、すべて削除されました").await?;
        go(browser, "#/").await?;
        browser.find("heading", Name::Is("ようこそ")).await?;
        browser.screenshot("trouble-wiped").await?;
        // A browser that is killed may have the database of after the wipe, and the note of before it.
        browser.script("localStorage.setItem('tsudoi.sentinel', given[0]);", vec![note]).await?;
        browser.reload().await?;
        started(browser).await?;
        browser.find("heading", Name::Is("ようこそ")).await?;
        assert_eq!(shard_count(browser).await?, 0);
        Ok(())
    });
}

#[test]
fn a_database_that_cannot_be_opened_is_left_and_a_new_one_begun_beside_it() {
    run_app("unopened", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        browser.before_each_page(CANNOT_OPEN).await?;
        browser.reload().await?;
        browser.find("heading", Name::Is("保存した内容を開けません")).await?;
        browser.screenshot("trouble-unopened").await?;
        browser.click("button", Name::Is("読める内容を書き出す")).await?;
        let (_, bytes) = browser.take_download(".jscal.json").await?;
        let backup: Value = serde_json::from_slice(&bytes)?;
        assert_eq!(backup["entries"].as_array().map(Vec::len), Some(18));
        browser.see("行事18件を読めました。").await?;
        browser.click("button", Name::Is("元の内容を残して、新しく始める")).await?;
        browser.find("heading", Name::Is("ようこそ")).await?;
        import(browser, &meetings()).await?;
        browser.reload().await?;
        started(browser).await?;
        go(browser, "#/event/meet-12").await?;
        browser.find("heading", Name::Has("芋煮会")).await?;
        Ok(())
    });
}

#[test]
fn a_database_that_does_not_answer_is_said_and_used_when_it_answers() {
    run_app("silent", async |site, browser| {
        browser.before_each_page(SILENT).await?;
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        go(browser, "#/event/meet-12").await?;
        for request in ["open", "get"] {
            let silence = format!("sessionStorage.setItem('silent', '{request}');");
            browser.script(&silence, Vec::new()).await?;
            browser.reload().await?;
            browser.find("heading", Name::Is("保存した内容を待っています")).await?;
            browser.find("button", Name::Is("再読み込み")).await?;
            browser.screenshot("trouble-silent").await?;
            browser.script("answer();", Vec::new()).await?;
            browser.find("heading", Name::Has("芋煮会")).await?;
        }
        Ok(())
    });
}

#[test]
fn after_two_starts_that_failed_no_event_is_drawn_and_the_import_can_be_undone() {
    run_app("safe", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        browser.open(&format!("{}icons/icon.svg", site.address())).await?;
        browser.script("localStorage.setItem('tsudoi.starts', '2');", Vec::new()).await?;
        enter(site, browser).await?;
        browser.find("heading", Name::Is("行事を表示せずに開いています")).await?;
        browser.screenshot("trouble-safe").await?;
        browser.click("button", Name::Has("バックアップ")).await?;
        browser.take_download(".jscal.json").await?;
        browser.click("button", Name::Has("非表示にする")).await?;
        browser.find("button", Name::Has("表示する")).await?;
        browser.click("button", Name::Is("最後の操作を元に戻す")).await?;
        browser.find("button", Name::Has("非表示にする")).await?;
        browser.click("button", Name::Is("最後の操作を元に戻す")).await?;
        browser.gone("button", Name::Has("非表示にする")).await?;
        browser.click("button", Name::Is("ふつうに開く")).await?;
        browser.find("heading", Name::Is("ようこそ")).await?;
        Ok(())
    });
}

#[test]
fn where_site_data_is_blocked_the_app_starts_and_says_that_nothing_is_kept() {
    run_app("blocked-data", async |site, browser| {
        browser.before_each_page(BLOCKED).await?;
        enter(site, browser).await?;
        browser.see("ブラウザがこの画面での保存を許していません").await?;
        import(browser, &meetings()).await?;
        Ok(())
    });
}

/// A copy of the built app without some of its files.
fn without(name: &str, is_missing: impl Fn(&str) -> bool) -> Outcome<PathBuf> {
    let target = scratch().join(name);
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    fs::create_dir_all(&target)?;
    for entry in fs::read_dir(root().join("dist"))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_file() && !is_missing(&name) {
            fs::copy(entry.path(), target.join(name))?;
        }
    }
    Ok(target)
}

fn ends(name: &str, start: &str, end: &str) -> bool {
    name.starts_with(start) && name.ends_with(end)
}

#[test]
fn a_missing_worker_is_said() {
    for (name, end) in [("no-worker-code", ".wasm"), ("no-worker-script", ".js")] {
        let folder = without(name, |file| ends(file, "worker-", end)).expect("it can be copied");
        run(name, &folder, "ja", async |site: &mut Site, browser: &mut Browser| {
            enter(site, browser).await?;
            go(browser, "#/import").await?;
            browser.find("button", Name::Is("ファイルを選ぶ")).await?;
            browser.choose_files(&[&meetings()]).await?;
            browser.see("ファイルを読む部分を開始できませんでした").await
        });
        fs::remove_dir_all(folder).expect("the copy can be removed");
    }
}

#[test]
fn a_missing_style_sheet_or_boot_script_says_something() {
    let folder =
        without("no-style", |file| ends(file, "style-", ".css")).expect("it can be copied");
    run("no-style", &folder, "ja", async |site: &mut Site, browser: &mut Browser| {
        enter(site, browser).await?;
        browser.see("画面の見た目を読み込めませんでした").await
    });
    fs::remove_dir_all(folder).expect("the copy can be removed");
    let folder = without("no-boot", |file| ends(file, "boot-", ".js")).expect("it can be copied");
    run("no-boot", &folder, "ja", async |site: &mut Site, browser: &mut Browser| {
        browser.open(site.address()).await?;
        browser.see("つどいを起動できませんでした").await
    });
    fs::remove_dir_all(folder).expect("the copy can be removed");
}
