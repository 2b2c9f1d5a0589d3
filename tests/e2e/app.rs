//! Functions shared by the tests of the app: opening it, moving through it, importing a file, and reading the database.

use super::harness::{Browser, Name, Outcome, Site, root, scratch, until};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// Everything that is stored: the shards by key, and the calendars.
const STORED: &str = r#"
    const open = indexedDB.open("tsudoi");
    const db = await new Promise((resolve, reject) => {
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => reject(open.error);
    });
    const answer = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const store = (name) => db.transaction(name).objectStore(name);
    const calendars = await answer(store("meta").get("calendars"));
    const keys = await answer(store("shards").getAllKeys());
    const texts = await answer(store("shards").getAll());
    db.close();
    return { calendars, shards: Object.fromEntries(keys.map((key, index) => [key, texts[index]])) };
"#;

/// The names, readings, addresses, telephones, organisations and notes of the people in [`meetings`].
pub(crate) const PEOPLE: [&str; 33] = [
    "見本 花子",
    "見本 太郎",
    "架空 次郎",
    "仮名 さくら",
    "例示 一郎",
    "試験 みどり",
    "ミホン ハナコ",
    "ミホン タロウ",
    "カクウ ジロウ",
    "カメイ サクラ",
    "レイジ イチロウ",
    "シケン ミドリ",
    "hanako",
    "taro.mihon",
    "jiro",
    "sakura",
    "ichiro",
    "midori",
    "0000-1001",
    "0000-1002",
    "0000-1003",
    "0000-1004",
    "0000-1005",
    "0000-1006",
    "8000-0000000001",
    "架空市職労",
    "見本電機労組",
    "副委員長",
    "甲殻類アレルギー",
    "車で来場",
    "遅れて到着",
    "手話通訳",
    "宿泊あり",
];

/// Returns those of [`PEOPLE`] whom no event publishes: all but the first, who is a speaker.
pub(crate) fn unpublished() -> &'static [&'static str] {
    PEOPLE.split_first().map_or(&[], |(_, others)| others)
}

/// A calendar of 18 events with invented people, most of them in November 2024.
pub(crate) fn meetings() -> PathBuf {
    root().join("tests/fixtures/meetings.jscal.json")
}

/// Writes a file for the app to read, and returns its path.
pub(crate) fn file(name: &str, bytes: impl AsRef<[u8]>) -> Outcome<PathBuf> {
    let folder = scratch().join("files");
    fs::create_dir_all(&folder)?;
    let path = folder.join(name);
    fs::write(&path, bytes)?;
    Ok(path)
}

/// Returns [`meetings`] after `change` has changed it.
pub(crate) fn changed_meetings(name: &str, change: impl FnOnce(&mut Value)) -> Outcome<PathBuf> {
    let mut group: Value = serde_json::from_slice(&fs::read(meetings())?)?;
    change(&mut group);
    file(name, serde_json::to_vec(&group)?)
}

/// Returns the event with that uid in a file.
pub(crate) fn event_of<'g>(group: &'g mut Value, uid: &str) -> &'g mut Value {
    let entries = group["entries"].as_array_mut().expect("a group has entries");
    entries.iter_mut().find(|entry| entry["uid"] == uid).expect("the event is in the file")
}

/// Returns [`meetings`] with one event that repeats every week, without an end.
pub(crate) fn endless() -> Outcome<PathBuf> {
    changed_meetings("endless.jscal.json", |group| {
        let event = event_of(group, "meet-06");
        event["start"] = json!("2024-01-03T10:00:00");
        event["recurrenceRule"] = json!({ "@type": "RecurrenceRule", "frequency": "weekly" });
    })
}

/// Waits until the app is drawn.
pub(crate) async fn started(browser: &Browser) -> Outcome {
    until("the app to have started", async || {
        let mark = browser
            .script("return performance.getEntriesByName('tsudoi:started').length;", Vec::new())
            .await?;
        Ok((mark == 1).then_some(()))
    })
    .await
}

/// Returns the errors in the console.
pub(crate) async fn complaints(browser: &Browser) -> Outcome<Vec<String>> {
    Ok(browser.console().await?.into_iter().filter(|line| line.starts_with("SEVERE")).collect())
}

/// Opens the app at its first page.
pub(crate) async fn enter(site: &Site, browser: &Browser) -> Outcome {
    browser.open(site.address()).await?;
    started(browser).await
}

/// Goes to a page of the app without reloading.
pub(crate) async fn go(browser: &Browser, fragment: &str) -> Outcome {
    browser.script("location.hash = given[0];", vec![json!(fragment)]).await?;
    Ok(())
}

/// Goes to the page that opens files, and leaves the result of an earlier file.
pub(crate) async fn import_page(browser: &Browser) -> Outcome {
    go(browser, "#/history").await?;
    browser.find("heading", Name::Is("履歴")).await?;
    go(browser, "#/import").await?;
    browser.find("button", Name::Is("ファイルを選ぶ")).await?;
    Ok(())
}

/// Opens files on the import page, and waits for the review.
pub(crate) async fn review(browser: &Browser, paths: &[&Path]) -> Outcome {
    import_page(browser).await?;
    browser.choose_files(paths).await?;
    browser.find("heading", Name::Is("取り込む内容の確認")).await?;
    Ok(())
}

/// Accepts the review.
pub(crate) async fn accept(browser: &Browser) -> Outcome {
    browser.click("button", Name::Is("この内容を取り込む")).await?;
    browser.see("を取り込みました。").await
}

/// Opens a file, and accepts all the changes that the app proposes.
pub(crate) async fn import(browser: &Browser, path: &Path) -> Outcome {
    review(browser, &[path]).await?;
    accept(browser).await
}

/// Changes the text of one field of an event, and saves.
pub(crate) async fn edit(browser: &Browser, event: &str, field: &str, text: &str) -> Outcome {
    go(browser, &format!("#/event/{event}/edit")).await?;
    browser.find("heading", Name::Is("行事を編集")).await?;
    // A field with suggestions is a combobox.
    let role = if field == "場所" { "combobox" } else { "textbox" };
    browser.fill(role, Name::Has(field), text).await?;
    browser.click("button", Name::Is("保存")).await?;
    browser.gone("heading", Name::Is("行事を編集")).await?;
    browser.see(text).await
}

/// Returns everything that is stored in the database.
pub(crate) async fn stored(browser: &Browser) -> Outcome<Value> {
    browser.script(STORED, Vec::new()).await
}
