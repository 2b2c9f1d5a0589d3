//! Recurring events: every instance is shown, and one of them is edited or deleted without the others.

use super::app::{complaints, enter, file, go, import, stored};
use super::harness::{Browser, Name, Outcome, run_app};
use serde_json::json;
use thirtyfour::Key;

/// More than the stops of a dialog, to which some browsers add the dialog itself and their own bars.
const STEPS: usize = 14;

/// The second Thursday of six months.
fn series() -> Outcome<std::path::PathBuf> {
    let event = json!({
        "@type": "Event", "uid": "series", "updated": "2024-10-01T00:00:00Z", "title": "見本の例会",
        "start": "2024-11-14T18:30:00", "timeZone": "Asia/Tokyo", "duration": "PT1H30M",
        "recurrenceRule": {
            "@type": "RecurrenceRule", "frequency": "monthly", "count": 6,
            "byDay": [{ "@type": "NDay", "day": "th", "nthOfPeriod": 2 }],
        },
    });
    let group = json!({
        "@type": "Group", "version": "2.0", "uid": "g", "title": "架空労組の例会",
        "updated": "2024-10-01T00:00:00Z", "entries": [event],
    });
    file("series.jscal.json", serde_json::to_vec(&group)?)
}

/// Checks that the month has that number of events on a day, and that the day shows them.
async fn month_has(browser: &Browser, (month, day): (&str, i8), count: u8, title: &str) -> Outcome {
    go(browser, &format!("#/month/{month}")).await?;
    let (year, number) = month.split_once('-').ok_or("a month")?;
    let number = number.trim_start_matches('0');
    browser.find("heading", Name::Is(&format!("{year}年{number}月"))).await?;
    browser.find("link", Name::Has(&format!("{number}月{day}日 木曜日、{count}件"))).await?;
    if count > 0 {
        go(browser, &format!("#/day/{month}-{day:02}")).await?;
        browser.find("link", Name::Has(title)).await?;
    }
    Ok(())
}

async fn open(browser: &Browser, day: &str) -> Outcome {
    go(browser, &format!("#/event/series?on={day}T18:30:00")).await?;
    browser.find("heading", Name::Has("見本の例会")).await?;
    Ok(())
}

#[test]
fn a_series_shows_its_instances_and_one_is_edited_alone() {
    run_app("recurring", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &series()?).await?;
        month_has(browser, ("2024-11", 14), 1, "見本の例会").await?;
        month_has(browser, ("2025-01", 9), 1, "見本の例会").await?;
        go(browser, "#/?d=2025-01-01").await?;
        browser.find("link", Name::Has("1月9日")).await?;

        open(browser, "2024-12-12").await?;
        browser.see("毎月第2木曜日（全6回）").await?;
        browser.click("link", Name::Is("編集")).await?;
        browser.find("heading", Name::Is("行事を編集")).await?;
        browser.fill("textbox", Name::Has("件名"), "見本の忘年会").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("どの回を変更しますか")).await?;
        browser.click("button", Name::Is("この回だけ")).await?;
        browser.find("heading", Name::Is("見本の忘年会")).await?;
        month_has(browser, ("2024-12", 12), 1, "見本の忘年会").await?;
        month_has(browser, ("2025-01", 9), 1, "見本の例会").await?;
        let shards = stored(browser).await?["shards"].to_string();
        assert!(shards.contains("recurrenceOverrides"), "{shards}");

        open(browser, "2025-02-13").await?;
        browser.click("button", Name::Is("削除")).await?;
        browser.find("heading", Name::Is("どの回を削除しますか")).await?;
        browser.click("button", Name::Is("この回以降")).await?;
        browser.see("行事を削除しました。").await?;
        month_has(browser, ("2025-01", 9), 1, "見本の例会").await?;
        month_has(browser, ("2025-02", 13), 0, "").await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn a_rule_is_chosen_in_the_form() {
    run_app("recurring-form", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &series()?).await?;
        go(browser, "#/event/series/edit").await?;
        browser.find("heading", Name::Is("行事を編集")).await?;
        browser.select(Name::Is("繰り返し"), "毎週").await?;
        browser.click("checkbox", Name::Is("月曜日")).await?;
        browser.see("毎週月・木（全6回）").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("見本の例会")).await?;
        browser.see("毎週月・木（全6回）").await?;
        month_has(browser, ("2024-11", 21), 1, "見本の例会").await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn days_holidays_and_numbers_are_chosen_in_the_form() {
    run_app("recurring-numbers", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &series()?).await?;
        go(browser, "#/event/series/edit").await?;
        browser.find("heading", Name::Is("行事を編集")).await?;
        browser.select(Name::Is("繰り返し"), "日にちを選ぶ（5日と20日など）").await?;
        browser.click("checkbox", Name::Is("3日")).await?;
        browser.see("毎月3日・14日（全6回）").await?;
        browser.select(Name::Is("終了"), "なし").await?;
        browser.select(Name::Is("休日・祝日のとき"), "翌平日に行う").await?;
        browser.see("毎月3日・14日・休日のときは翌平日").await?;
        browser.fill("textbox", Name::Has("最初の番号"), "3").await?;
        browser.see("今後の回").await?;
        browser.select(Name::Is("第1回に戻る月"), "4月").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("見本の例会")).await?;
        browser.see("毎月3日・14日・休日のときは翌平日").await?;
        // From the 3rd on 14 November, twice a month; a new year of the union begins in April.
        for (day, said) in
            [("2025-02-03", "第8回"), ("2025-04-03", "第1回"), ("2025-05-03", "5月7日")]
        {
            open(browser, day).await?;
            browser.see(said).await?;
        }
        // A number set on one instance leaves a gap, which the series reports with its neighbours.
        go(browser, "#/event/series/edit?on=2025-02-14T18:30:00").await?;
        browser.find("heading", Name::Is("行事を編集")).await?;
        browser.fill("textbox", Name::Has("第N回の番号"), "11").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("どの回を変更しますか")).await?;
        browser.click("button", Name::Is("この回だけ")).await?;
        browser.find("heading", Name::Is("第11回見本の例会")).await?;
        go(browser, "#/event/series").await?;
        browser.see("第9回～第10回がありません").await?;
        browser.click("link", Name::Has("第11回")).await?;
        browser.find("heading", Name::Is("第11回見本の例会")).await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn the_question_which_ones_is_answered_with_the_keyboard() {
    run_app("recurring-keyboard", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &series()?).await?;
        let ask = async || -> Outcome {
            go(browser, "#/event/series/edit?on=2024-12-12T18:30:00").await?;
            browser.fill("textbox", Name::Has("件名"), "見本の忘年会").await?;
            browser.press_on("button", Name::Is("保存"), Key::Enter).await?;
            browser.find("heading", Name::Is("どの回を変更しますか")).await?;
            Ok(())
        };
        ask().await?;
        // Escape leaves the form and its focus unchanged.
        browser.press(Key::Escape).await?;
        browser.gone("heading", Name::Is("どの回を変更しますか")).await?;
        browser.find("heading", Name::Is("行事を編集")).await?;
        browser.press_on("button", Name::Is("保存"), Key::Enter).await?;
        browser.find("heading", Name::Is("どの回を変更しますか")).await?;
        // The focus stays within the dialog, and reaches each answer; in Firefox it begins on the first one.
        let mut seen = vec![browser.focused_name().await?];
        for _ in 0..STEPS {
            browser.press(Key::Tab).await?;
            seen.push(browser.focused_name().await?);
        }
        for answer in ["この回だけ", "この回以降", "すべての回"] {
            assert!(seen.iter().any(|name| name == answer), "{answer} in {seen:?}");
        }
        assert!(!seen.iter().any(|name| name.contains("件名")), "{seen:?}");
        // In Firefox, every other Tab leads to the bars of the browser.
        if browser.focused_name().await?.is_empty() {
            browser.press(Key::Tab).await?;
        }
        browser.press_on("button", Name::Is("この回だけ"), Key::Enter).await?;
        browser.find("heading", Name::Is("見本の忘年会")).await?;
        month_has(browser, ("2025-01", 9), 1, "見本の例会").await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn a_running_series_opens_at_its_next_date() {
    run_app("recurring-next", async |site, browser| {
        enter(site, browser).await?;
        let event = json!({
            "@type": "Event", "uid": "weekly", "updated": "2024-10-01T00:00:00Z", "title": "見本の週例会",
            "start": "2024-11-11T18:30:00", "timeZone": "Asia/Tokyo", "duration": "PT1H30M",
            "recurrenceRule": { "@type": "RecurrenceRule", "frequency": "weekly" },
        });
        let group = json!({
            "@type": "Group", "version": "2.0", "uid": "g", "title": "架空労組の例会",
            "updated": "2024-10-01T00:00:00Z", "entries": [event],
        });
        import(browser, &file("weekly.jscal.json", serde_json::to_vec(&group)?)?).await?;
        go(browser, "#/event/weekly").await?;
        browser.find("heading", Name::Is("見本の週例会")).await?;
        browser.see("今後の回").await?;
        let is_open = "return document.querySelector('.instances').closest('details').open;";
        assert_eq!(browser.script(is_open, Vec::new()).await?, json!(true));
        assert!(!browser.page_text().await?.contains("終了"));
        // The first date is over, and was asked for.
        go(browser, "#/event/weekly?on=2024-11-11T18:30:00").await?;
        browser.see("終了").await?;
        Ok(())
    });
}

#[test]
fn a_first_day_that_leaves_the_rule_is_decided_where_it_was_written() {
    run_app("recurring-off-rule", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &series()?).await?;
        go(browser, "#/event/new?day=2026-11-30").await?;
        browser.find("heading", Name::Is("行事を追加")).await?;
        browser.fill("textbox", Name::Has("件名"), "見本の部会").await?;
        // The fifth Monday is chosen beforehand, so that nothing is asked.
        browser.select(Name::Is("繰り返し"), "第何曜日かを選ぶ（第2・第4木曜日など）").await?;
        let chosen =
            "return [...document.querySelectorAll('.repeat [type=checkbox]:checked')].length;";
        assert_eq!(browser.script(chosen, Vec::new()).await?, json!(2));
        assert!(!browser.page_text().await?.contains("の日ではありません"));

        go(browser, "#/event/series/edit").await?;
        browser.find("heading", Name::Is("行事を編集")).await?;
        browser
            .fill("textbox", Name::Has("日時を文字で入力"), "2024年11月11日 18時半から20時")
            .await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.see("下のボタンで、どちらかに決めてください").await?;
        // The same two ways stand at the day and at the rule.
        let ways = "return [...document.querySelectorAll('.note .buttons .button')].map((it) => it.textContent);";
        let shown = browser.script(ways, Vec::new()).await?;
        let (follow, begin) =
            ("繰り返しを「毎月第2月曜日（全6回）」に変える", "11月14日(木)から始める");
        let shown: Vec<String> = serde_json::from_value(shown)?;
        let count = |words: &str| shown.iter().filter(|it| it.contains(words)).count();
        assert_eq!((count(follow), count(begin)), (2, 2), "{shown:?}");
        let answer = "document.querySelector('[role=group][aria-labelledby=event-first-day-error] .button').click();";
        browser.script(answer, Vec::new()).await?;
        browser.see("毎月第2月曜日（全6回）").await?;
        assert!(!browser.page_text().await?.contains("の日ではありません"));
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("見本の例会")).await?;
        browser.see("毎月第2月曜日（全6回）").await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}
