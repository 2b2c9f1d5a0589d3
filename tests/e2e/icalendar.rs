//! A file from another calendar is imported and exported again for other calendars.

use super::app::{accept, complaints, edit, enter, file, go, review};
use super::harness::{Browser, Name, Outcome, root, run_app};
use super::outside::shared;

#[test]
fn a_file_of_another_calendar_is_read_and_handed_on_as_one() {
    run_app("icalendar", async |site, browser| {
        enter(site, browser).await?;
        // The name gives no hint: chats forward calendars as text.
        let bytes = std::fs::read(root().join("tests/fixtures/ics/google.ics"))?;
        let received = file("received.txt", bytes)?;
        review(browser, &[&received]).await?;
        browser.see("新着 3件").await?;
        browser.see("架空労組").await?;
        accept(browser).await?;
        browser.see("行事3件を取り込みました。").await?;
        go(browser, "#/month/2024-11").await?;
        browser.find("heading", Name::Is("2024年11月")).await?;
        browser.see("学習会").await?;
        go(browser, "#/event/study-1%40google.example").await?;
        browser.find("heading", Name::Is("学習会")).await?;
        // 05:00 UTC, in a calendar whose time zone is Asia/Tokyo.
        browser.see("14:00").await?;
        browser.see("見本会館 大ホール, 見本市本町1-2-3").await?;

        go(browser, "#/export").await?;
        browser.click("radio", Name::Has("ほかのカレンダー用")).await?;
        browser.see("ほかのカレンダーには").await?;
        browser.click("radio", Name::Has("名前を入れるほか")).await?;
        browser.click("button", Name::Is("ファイルを保存")).await?;
        let (name, bytes) = browser.take_download(".ics").await?;
        assert!(name.starts_with("架空労組"), "{name}");
        let text = String::from_utf8(bytes.clone())?;
        for line in [
            "BEGIN:VCALENDAR\r\n",
            "TZID:Asia/Tokyo\r\n",
            "\r\nDTSTART;TZID=Asia/Tokyo:20241101T140000\r\n",
        ] {
            assert!(text.contains(line), "{line:?} is not in {text}");
        }
        let again = file("again.ics", bytes)?;
        review(browser, &[&again]).await?;
        browser.see("新しい内容はありません").await?;

        go(browser, "#/export").await?;
        browser.click("radio", Name::Has("ほかのカレンダー用")).await?;
        browser.click("button", Name::Is("ファイルを保存")).await?;
        browser.downloaded(".ics").await?;
        let (_, bytes) = browser.take_download(".ics").await?;
        let text = String::from_utf8(bytes)?;
        // Who organises it is published; whoever takes part is not, and nobody's address is.
        assert!(text.contains("主催：見本 花子"), "{text}");
        for withheld in ["ATTENDEE", "太郎", "@example.jp"] {
            assert!(!text.contains(withheld), "{withheld} is in {text}");
        }
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn what_is_not_taken_of_a_file_is_said() {
    run_app("icalendar-issues", async |site, browser| {
        enter(site, browser).await?;
        review(browser, &[&root().join("tests/fixtures/ics/outlook.ics")]).await?;
        browser.see("新着 3件").await?;
        browser
            .script(
                "document.querySelectorAll('details.issues').forEach((it) => (it.open = true));",
                Vec::new(),
            )
            .await?;
        for words in [
            "68行目",
            "America/New_York",
            "ファイルの中に入っている添付ファイルは取り込みません",
            "タイムゾーン「Nowhere Standard Time」が分かりません",
        ] {
            browser.see(words).await?;
        }
        let task = "BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:買い物\nEND:VTODO\nEND:VCALENDAR\n";
        let only_tasks = file("tasks.ics", task)?;
        browser.click("button", Name::Is("取り込まない")).await?;
        super::app::import_page(browser).await?;
        browser.choose_files(&[&only_tasks]).await?;
        browser.see("読める行事がありません").await?;
        browser.see("タスク（ToDo）のため").await?;
        Ok(())
    });
}

/// Files that Google, Apple and Microsoft wrote.
const OF_OTHERS: [&str; 3] = [
    "ics_node_ical/test/fixtures/google-calendar-kiev-tz.ics",
    "ics_node_ical/test/fixtures/tentative-apple-calendar.ics",
    "ics_ical_net/Ical.Net.Tests/Calendars/Serialization/Outlook2007LineFolds.ics",
];

#[test]
fn a_file_of_google_apple_and_outlook_is_edited_and_comes_back_whole() {
    let Some(corpora) = shared("corpora") else { return };
    for (number, name) in OF_OTHERS.into_iter().enumerate() {
        let received = std::fs::read(corpora.join(name)).expect("the file is in its folder");
        let mut out = Vec::new();
        run_app(&format!("of-others-{number}"), async |site, browser| {
            enter(site, browser).await?;
            review(browser, &[&file("of-others.ics", &received)?]).await?;
            accept(browser).await?;
            let place = in_address(&first_uid(&String::from_utf8_lossy(&received)));
            edit(browser, &place, "件名", "直した題名").await?;
            out = exported(browser).await?;
            // The app itself finds the expected content in it.
            review(browser, &[&file("of-others-again.ics", &out)?]).await?;
            browser.see("新しい内容はありません").await
        });
        let is_title = |line: &String| line.starts_with("SUMMARY") && line.ends_with(":直した題名");
        assert!(lines(&out).iter().any(is_title), "{name}: {:?}", lines(&out));
        // An app that has none of these events reads the file and would export the same one.
        run_app(&format!("of-others-{number}-again"), async |site, browser| {
            enter(site, browser).await?;
            review(browser, &[&file("of-others-again.ics", &out)?]).await?;
            accept(browser).await?;
            let again = exported(browser).await?;
            assert_eq!(lines(&again), lines(&out), "{name}");
            Ok(())
        });
    }
}

/// Returns the UID of the first event in a file.
fn first_uid(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    let (_, event) = text.split_once("BEGIN:VEVENT").expect("the file holds an event");
    let uid = event.lines().find_map(|line| line.strip_prefix("UID:"));
    uid.expect("the event has a UID").to_owned()
}

/// Encodes a uid as one segment of an address.
fn in_address(uid: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    let letter =
        |byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    uid.bytes().map(letter).collect()
}

/// Exports everything as a file for other calendars, with names.
async fn exported(browser: &Browser) -> Outcome<Vec<u8>> {
    go(browser, "#/export").await?;
    browser.click("radio", Name::Has("ほかのカレンダー用")).await?;
    browser.click("radio", Name::Has("名前を入れるほか")).await?;
    browser.click("button", Name::Is("ファイルを保存")).await?;
    Ok(browser.take_download(".ics").await?.1)
}

/// Returns the lines of a file, without the time when it was written.
fn lines(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes).replace("\r\n ", "");
    text.lines().filter(|line| !line.starts_with("DTSTAMP")).map(str::to_owned).collect()
}
