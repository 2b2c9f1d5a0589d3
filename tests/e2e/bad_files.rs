//! Files that are not calendars or are broken: the message, the offer, and that nothing is changed.

use super::app::{enter, file, import, import_page, meetings, review, stored};
use super::harness::{Browser, Name, Outcome, run_app};
use serde_json::{Value, json};
use std::fs;

/// Opens a file that cannot be read at all, and checks the words on the page.
async fn refuse(browser: &Browser, name: &str, bytes: &[u8], words: &str) -> Outcome {
    let path = file(name, bytes)?;
    import_page(browser).await?;
    browser.choose_files(&[&path]).await?;
    browser.find("heading", Name::Is("このファイルは読み込めません")).await?;
    for words in [&format!("ファイル：{name}"), words, "手元の内容は何も変わっていません。"]
    {
        let text = browser.page_text().await?;
        assert!(text.contains(words), "{name}: {words:?} is not in {text:?}");
    }
    browser.click("button", Name::Is("別のファイルを読み込む")).await
}

fn nested(depth: usize) -> String {
    format!("{}{}", "[".repeat(depth), "]".repeat(depth))
}

fn repeated(words: &str, bytes: usize) -> Vec<u8> {
    words.bytes().cycle().take(bytes).collect()
}

#[test]
fn what_is_no_calendar_is_refused_with_its_own_words() {
    run_app("refused", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        let before = stored(browser).await?;
        let html = b"<!doctype html><html><body>login</body></html>";
        let calendar = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n";
        refuse(browser, "empty.json", b"", "ファイルが空です。").await?;
        refuse(browser, "page.json", html, "ウェブページ（HTML）のファイルです。").await?;
        refuse(
            browser,
            "other.jscal.json",
            calendar,
            "カレンダーのファイルですが、読める行事がありません。",
        )
        .await?;
        let broken = br#"{"@type":"Group","version":"2.0","uid":"g","title":"x","entries":[
            {"@type":"Event","uid":"a","title":"hanami","start":"not a date"}]}"#;
        let words = "1番目の行事「hanami」";
        refuse(browser, "broken.jscal.json", broken, words).await?;
        let task = br#"{"@type":"Group","version":"2.0","uid":"g","title":"x","entries":[
            {"@type":"Task","uid":"a","title":"todo"}]}"#;
        let words = "タスク（ToDo）のため、取り込みません";
        refuse(browser, "task.jscal.json", task, words).await?;
        refuse(browser, "notice.json", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDFのファイルです。")
            .await?;
        refuse(browser, "photo.jpg", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "画像のファイルです。")
            .await?;
        refuse(browser, "packed.zip", b"PK\x03\x04\x14\0\0\0", "圧縮されたファイルです。").await?;
        refuse(
            browser,
            "sealed.age",
            b"age-encryption.org/v1\n-> X25519 x\n",
            "暗号化されたファイルです。",
        )
        .await?;
        let not_text = ["{\"title\": \"会議室".as_bytes(), b"\xff\"}"].concat();
        refuse(browser, "bytes.json", &not_text, "文字が読めません。").await?;
        let other = br#"{"name":"a-package","version":"1.0.0"}"#;
        refuse(browser, "package.json", other, "カレンダーのファイルではないようです。").await?;
        refuse(
            browser,
            "words.txt",
            "こんにちは".as_bytes(),
            "カレンダーのファイルではないようです。",
        )
        .await?;
        let deep = nested(100_000).into_bytes();
        refuse(browser, "deep.json", &deep, "カレンダーのファイルではないようです。").await?;
        let huge = repeated(" ", (64 << 20) + 1);
        // Our own backups may be larger than this, so it is read.
        refuse(browser, "huge.jscal.json", &huge, "ファイルが空です。").await?;
        assert_eq!(stored(browser).await?, before);
        Ok(())
    });
}

#[test]
fn the_lit_tab_leads_to_the_choice_of_a_file_whatever_the_page_shows() {
    run_app("own-link", async |site, browser| {
        enter(site, browser).await?;
        let empty = file("empty.jscal.json", b"")?;
        for (path, heading) in
            [(&empty, "このファイルは読み込めません"), (&meetings(), "取り込む内容の確認")]
        {
            import_page(browser).await?;
            browser.choose_files(&[path]).await?;
            browser.find("heading", Name::Is(heading)).await?;
            browser.click("link", Name::Is("読み込み")).await?;
            browser.find("button", Name::Is("ファイルを選ぶ")).await?;
        }
        import(browser, &meetings()).await?;
        browser.click("link", Name::Is("読み込み")).await?;
        browser.find("button", Name::Is("ファイルを選ぶ")).await?;
        Ok(())
    });
}

#[test]
fn an_empty_calendar_is_taken_in_and_called_empty() {
    run_app("empty-calendar", async |site, browser| {
        enter(site, browser).await?;
        let empty = r#"{"@type":"Group","version":"2.0","uid":"g","title":"来年度","entries":[]}"#;
        review(browser, &[&file("none.jscal.json", empty)?]).await?;
        browser.see("カレンダーだけのファイルです。行事は入っていません").await?;
        browser.click("button", Name::Is("この内容を取り込む")).await?;
        browser.see("カレンダーを取り込みました。行事は入っていません。").await
    });
}

#[test]
fn the_good_part_of_a_bad_file_is_offered() {
    run_app("partly", async |site, browser| {
        enter(site, browser).await?;
        let whole = fs::read(meetings())?;
        let text = String::from_utf8_lossy(&whole);
        let middle = text.find("\"meet-12\"").ok_or("meet-12 is in the fixture")?;
        let (half, _) = text.split_at(middle);
        review(browser, &[&file("half.jscal.json", half)?]).await?;
        browser.see("ファイルが途中で切れています").await?;
        browser.see("その手前までの行事11件は読めました。").await?;
        browser.see("新着 11件").await?;
        assert_eq!(stored(browser).await?["shards"], json!({}));
        browser.click("button", Name::Is("取り込まない")).await?;
        browser.find("heading", Name::Is("ようこそ")).await?;
        assert_eq!(stored(browser).await?["shards"], json!({}));

        let mut group: Value = serde_json::from_slice(&whole)?;
        group["entries"][2]["start"] = json!("2024-02-31");
        group["entries"][4]["uid"] = json!(7);
        group["entries"][6]["other.example:deep"] = json!("DEEP");
        let text = serde_json::to_string(&group)?.replace("\"DEEP\"", &nested(100_000));
        let wrong = file("wrong.jscal.json", text)?;
        let empty = file("empty.jscal.json", b"")?;
        review(browser, &[&wrong, &empty]).await?;
        browser.see("新着 16件").await?;
        browser.see("ファイル：empty.jscal.json").await?;
        browser.see("ファイルが空です。").await?;
        browser.click("DisclosureTriangle", Name::Has("読めなかったところが")).await?;
        browser.see("3番目の行事").await?;
        browser.see("入れ子が深すぎる").await?;
        browser.click("button", Name::Is("この内容を取り込む")).await?;
        browser.see("行事16件を取り込みました。").await
    });
}
