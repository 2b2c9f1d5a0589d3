//! The main task: a file is received, reviewed, imported, read, and exported.

use super::app::{PEOPLE, accept, complaints, enter, go, meetings, review, started, unpublished};
use super::harness::{Browser, Name, Outcome, run_app, run_app_in};
use super::outside::shared;
use thirtyfour::Key;

/// Returns which of `words` occur in `bytes`.
fn found<'w>(bytes: &[u8], words: &[&'w str]) -> Vec<&'w str> {
    let text = String::from_utf8_lossy(bytes);
    words.iter().copied().filter(|word| text.contains(word)).collect()
}

async fn read_the_session(browser: &Browser) -> Outcome {
    go(browser, "#/month/2024-11").await?;
    browser.find("heading", Name::Is("2024年11月")).await?;
    browser.see("第3回 仲間づくり").await?;
    browser.press_on("link", Name::Has("11月1日 "), Key::Enter).await?;
    browser.click("link", Name::Has("仲間づくり学習会")).await?;
    browser.find("heading", Name::Is("第3回 仲間づくり学習会")).await?;
    for words in [
        "見本会館 大ホール",
        "13:30",
        "オンライン参加",
        "まなぶ",
        "64",
        "38",
        "持ち物は筆記用具です。",
    ] {
        browser.see(words).await?;
    }
    browser.click("link", Name::Is("参加者名簿を見る")).await?;
    browser.find("heading", Name::Is("参加者")).await?;
    for words in ["見本 花子", "架空情報労組", "見本電機労組", "試験 みどり", "手話通訳"]
    {
        browser.see(words).await?;
    }
    browser.click("button", Name::Is("戻る")).await?;
    browser.find("heading", Name::Is("第3回 仲間づくり学習会")).await?;
    Ok(())
}

#[test]
fn a_received_file_is_read_and_handed_on_without_names() {
    run_app("journey", async |site, browser| {
        enter(site, browser).await?;
        browser.find("heading", Name::Is("ようこそ")).await?;
        browser.find("button", Name::Has("受け取ったファイルを開く")).await?;
        browser.choose_files(&[&meetings()]).await?;
        browser.find("heading", Name::Is("取り込む内容の確認")).await?;
        browser.see("新着 18件").await?;
        browser.see("架空労組の行事").await?;
        accept(browser).await?;
        browser.see("行事18件を取り込みました。").await?;
        browser.click("link", Name::Is("予定を見る")).await?;
        browser.find("heading", Name::Is("予定")).await?;
        browser.find("link", Name::Has("定期大会")).await?;
        read_the_session(browser).await?;

        go(browser, "#/export").await?;
        browser.click("button", Name::Is("ファイルを保存")).await?;
        let (name, bytes) = browser.take_download(".jscal.json").await?;
        assert!(name.starts_with("架空労組の行事") && name.contains("_公開用"), "{name}");
        assert_eq!(found(&bytes, unpublished()), Vec::<&str>::new(), "names of members");
        assert_eq!(found(&bytes, &["第3回 仲間づくり学習会", "定期大会"]).len(), 2);

        browser.click("radio", Name::Has("名前を入れるほか")).await?;
        browser.see("渡す相手を確かめてください。").await?;
        browser.click("button", Name::Is("ファイルを保存")).await?;
        browser.downloaded(".jscal.json").await?;
        let named = browser.downloaded(".jscal.json").await?;
        assert_eq!(found(&std::fs::read(&named)?, &PEOPLE).len(), PEOPLE.len());
        review(browser, &[&named]).await?;
        browser.see("新しい内容はありません").await?;
        browser.click("button", Name::Is("予定を開く")).await?;
        browser.find("heading", Name::Is("予定")).await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn the_same_journey_in_english() {
    run_app_in("en", "journey-en", async |site, browser| {
        enter(site, browser).await?;
        browser.find("heading", Name::Is("Welcome")).await?;
        browser.choose_files(&[&meetings()]).await?;
        browser.find("heading", Name::Is("Review what would change")).await?;
        browser.see("New: 18").await?;
        browser.click("button", Name::Is("Accept these changes")).await?;
        browser.see("18 events imported.").await?;
        browser.click("link", Name::Is("See the agenda")).await?;
        browser.find("heading", Name::Is("Agenda")).await?;
        go(browser, "#/month/2024-11").await?;
        browser.find("grid", Name::Has("November 2024")).await?;
        browser.press_on("link", Name::Has("Friday 1 November 2024"), Key::Enter).await?;
        browser.click("link", Name::Has("仲間づくり学習会")).await?;
        browser.find("heading", Name::Is("第3回 仲間づくり学習会")).await?;
        browser.click("link", Name::Is("See the participant list")).await?;
        browser.find("heading", Name::Is("Participants")).await?;
        browser.see("見本 花子").await?;
        go(browser, "#/export").await?;
        browser.click("button", Name::Is("Save the file")).await?;
        let (_, bytes) = browser.take_download(".jscal.json").await?;
        assert_eq!(found(&bytes, unpublished()), Vec::<&str>::new(), "names of members");

        let Some(example) = shared("example/union-events.jscal.json") else { return Ok(()) };
        go(browser, "#/import").await?;
        browser.find("button", Name::Is("Choose files")).await?;
        browser.choose_files(&[&example]).await?;
        browser.find("heading", Name::Is("Review what would change")).await?;
        browser.click("button", Name::Is("Accept these changes")).await?;
        browser.see("imported.").await?;
        browser.reload().await?;
        started(browser).await?;
        go(browser, "#/month/2024-11").await?;
        browser.see("ICTJライジングセッション").await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}
