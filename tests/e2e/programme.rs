//! The programme in the form: parts with times and speakers, put in order by button, by drag and by keyboard.

use super::app::{complaints, enter, file, go, import, stored};
use super::harness::{Browser, Name, Outcome, Viewport, run_app, until};
use serde_json::json;
use thirtyfour::{By, Key, WebElement};

/// An afternoon with one participant and no programme.
fn afternoon() -> Outcome<std::path::PathBuf> {
    let event = json!({
        "@type": "Event", "uid": "afternoon", "updated": "2024-10-01T00:00:00Z", "title": "見本の午後",
        "start": "2024-11-14T13:00:00", "timeZone": "Asia/Tokyo", "duration": "PT4H",
        "participants": { "hanako": { "@type": "Participant", "name": "見本 花子" } },
    });
    let group = json!({
        "@type": "Group", "version": "2.0", "uid": "g", "title": "架空労組の午後",
        "updated": "2024-10-01T00:00:00Z", "entries": [event],
    });
    file("afternoon.jscal.json", serde_json::to_vec(&group)?)
}

async fn edit(browser: &Browser) -> Outcome {
    go(browser, "#/event/afternoon/edit").await?;
    browser.find("heading", Name::Is("行事を編集")).await?;
    Ok(())
}

/// Adds a part and sets its times as a picker of the browser would.
async fn add(browser: &Browser, title: &str, clocks: [&str; 2]) -> Outcome {
    browser.click("button", Name::Is("プログラムを追加")).await?;
    let part = browser.find("group", Name::Is("プログラム （無題）")).await?;
    let field = part.find(By::Css("input:not([type=time]):not([list])")).await?;
    field.send_keys(title).await?;
    for (input, clock) in part.find_all(By::Css("input[type=time]")).await?.iter().zip(clocks) {
        let set = "given[0].value = given[1]; given[0].dispatchEvent(new Event('input', { bubbles: true }));";
        browser.script(set, vec![input.to_json()?, json!(clock)]).await?;
    }
    browser.find("group", Name::Is(&format!("プログラム {title}"))).await?;
    Ok(())
}

/// Clicks on an element that may be under the bar above.
async fn press(browser: &Browser, element: &WebElement) -> Outcome {
    let show = "given[0].scrollIntoView({ block: 'center' });";
    browser.script(show, vec![element.to_json()?]).await?;
    Ok(element.click().await?)
}

/// Gives a speaker to the open part with that title.
async fn speaks(browser: &Browser, title: &str, name: &str) -> Outcome {
    let part = browser.find("group", Name::Is(&format!("プログラム {title}"))).await?;
    let field = part.find(By::Css("input[list]")).await?;
    field.send_keys(name.to_owned() + Key::Enter).await?;
    browser.find("button", Name::Is(&format!("{name}を講師から外す"))).await?;
    Ok(())
}

/// Waits until the titles of the parts are in that order, in the form or on the page of the event.
async fn in_order(browser: &Browser, selector: &str, expected: &[&str]) -> Outcome {
    let look = "return [...document.querySelectorAll(given[0])].map((it) => it.firstChild.textContent.trim());";
    let read = async || browser.script(look, vec![json!(selector)]).await;
    let found =
        until("the parts in order", async || Ok((read().await? == json!(expected)).then_some(())))
            .await;
    match found {
        Ok(()) => Ok(()),
        Err(error) => Err(format!("{error}: {expected:?}, but {}", read().await?).into()),
    }
}

const ROWS: &str = ".programme .summary > .name";
const SHOWN: &str = ".event-page .programme h3";

#[test]
fn parts_are_written_and_put_in_order_by_button_and_by_drag() {
    run_app("programme", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &afternoon()?).await?;
        edit(browser).await?;
        add(browser, "討論", ["15:00", "16:30"]).await?;
        add(browser, "講演", ["13:10", "14:40"]).await?;
        browser.see("上の「討論」より早い時刻です。").await?;
        speaks(browser, "講演", "見本 花子").await?;
        speaks(browser, "講演", "例示 学").await?;
        add(browser, "開会", ["13:00", "13:10"]).await?;

        browser.click("button", Name::Is("「開会」を上へ移動")).await?;
        browser.see("2番目に移動しました").await?;
        in_order(browser, ROWS, &["討論", "開会", "講演"]).await?;
        // When collapsed, the rows are close enough for a finger.
        for title in ["討論", "開会", "講演"] {
            let part = browser.find("group", Name::Is(&format!("プログラム {title}"))).await?;
            press(browser, &part.find(By::Css(".summary")).await?).await?;
        }
        let handle = async |title: &str| {
            let part = browser.find("group", Name::Is(&format!("プログラム {title}"))).await?;
            Outcome::Ok(part.find(By::Css(".handle")).await?)
        };
        let between = handle("開会").await?;
        browser
            .script("given[0].scrollIntoView({ block: 'center' });", vec![between.to_json()?])
            .await?;
        browser.drag(&handle("討論").await?, &handle("講演").await?).await?;
        browser.see("3番目に移動しました").await?;
        in_order(browser, ROWS, &["開会", "講演", "討論"]).await?;
        assert!(!browser.page_text().await?.contains("より早い時刻です。"));

        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("見本の午後")).await?;
        in_order(browser, SHOWN, &["開会", "講演", "討論"]).await?;
        for words in ["13:10～14:40", "見本 花子", "例示 学"] {
            browser.see(words).await?;
        }
        let shards = stored(browser).await?["shards"].to_string();
        assert!(shards.contains("speaker") && shards.contains("例示 学"), "{shards}");
        browser.click("button", Name::Is("元に戻す")).await?;
        browser.see("元に戻しました。").await?;
        assert!(!browser.page_text().await?.contains("討論"));
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn the_keyboard_moves_a_part_and_stays_with_it() {
    run_app("programme-keys", async |site, browser| {
        browser.set_viewport(Viewport::Desktop).await?;
        enter(site, browser).await?;
        import(browser, &afternoon()?).await?;
        edit(browser).await?;
        for title in ["開会", "講演", "討論"] {
            add(browser, title, ["", ""]).await?;
        }
        browser.press_on("button", Name::Is("「討論」を上へ移動"), Key::Enter).await?;
        in_order(browser, ROWS, &["開会", "討論", "講演"]).await?;
        for step in 0..2 {
            until("the focus to stay", async || {
                let name = browser.focused_name().await?;
                Ok((name == "「討論」を上へ移動").then_some(()))
            })
            .await?;
            if step == 0 {
                browser.press(Key::Enter).await?;
                browser.see("1番目に移動しました").await?;
            }
        }
        // At the end the button stays, but does nothing.
        browser.press(Key::Enter).await?;
        in_order(browser, ROWS, &["討論", "開会", "講演"]).await?;
        let disabled = "return document.activeElement.getAttribute('aria-disabled');";
        assert_eq!(browser.script(disabled, Vec::new()).await?, json!("true"));

        browser.click("button", Name::Is("プログラムを追加")).await?;
        let part = browser.find("group", Name::Is("プログラム （無題）")).await?;
        part.find(By::Css("textarea")).await?.send_keys("題名がない").await?;
        press(browser, &browser.find("button", Name::Is("集合場所を追加")).await?).await?;
        until("the focus in the new field", async || {
            let tag = browser.script("return document.activeElement.tagName;", Vec::new()).await?;
            Ok((tag == "INPUT").then_some(()))
        })
        .await?;
        browser.press("見本駅 北口").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.see("直すところが1か所あります。").await?;
        browser.see("題名を入れてください。").await?;
        press(browser, &browser.find("button", Name::Is("「（無題）」を外す")).await?).await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("見本の午後")).await?;
        in_order(browser, SHOWN, &["討論", "開会", "講演"]).await?;
        browser.see("見本駅 北口").await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}
