//! A file of another calendar comes in, and goes out again for other calendars.

use super::app::{accept, complaints, enter, file, go, review};
use super::harness::{Name, root, run_app};

#[test]
fn a_file_of_another_calendar_is_read_and_handed_on_as_one() {
    run_app("icalendar", async |site, browser| {
        enter(site, browser).await?;
        // The name says nothing: chats send calendars on as text.
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
        // 05:00 UTC, in a calendar that is told in Asia/Tokyo.
        browser.see("14:00").await?;
        browser.see("見本会館 大ホール, 見本市本町1-2-3").await?;

        go(browser, "#/export").await?;
        browser.click("radio", Name::Has("ほかのカレンダー用")).await?;
        browser.see("ほかのカレンダーには").await?;
        browser.click("radio", Name::Has("名前を入れる")).await?;
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
        assert!(!text.contains("ATTENDEE") && !text.contains("花子"), "{text}");
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
        browser.script("document.querySelector('details.issues').open = true;", Vec::new()).await?;
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
