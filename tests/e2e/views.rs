//! The same days as month, week and hours: their contents, and that no element covers another.

use super::app::{changed_meetings, complaints, enter, event_of, go, import, meetings};
use super::harness::{Browser, Name, Outcome, Theme, Viewport, run_app, until};
use serde_json::{Value, json};

/// The blocks of the time axis that overlap, and those that are too small to be read or pressed.
const COLLISIONS: &str = r#"
    const blocks = [...document.querySelectorAll(".time-axis .hours > li")];
    const boxes = blocks.map((block) => [block.textContent, block.getBoundingClientRect()]);
    const out = [];
    boxes.forEach(([name, box], index) => {
        if (box.width < 44 || box.height < 22) out.push(`${name} is ${box.width} by ${box.height}`);
        for (const [other, beside] of boxes.slice(0, index)) {
            const across = Math.min(box.right, beside.right) - Math.max(box.left, beside.left);
            const down = Math.min(box.bottom, beside.bottom) - Math.max(box.top, beside.top);
            if (across > 1 && down > 1) out.push(`${name} lies on ${other}`);
        }
    });
    return [blocks.length, out];
"#;

/// The hour at the visible upper edge of the axis.
const OPENED_AT: &str = r#"
    const axis = document.querySelector(".time-axis");
    const hours = axis?.querySelector(".hours");
    return hours ? Math.round(axis.scrollTop / hours.offsetHeight * 24 * 10) / 10 : null;
"#;

#[test]
fn a_week_shows_every_event_at_its_hours() {
    run_app("week", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        go(browser, "#/month/2024-11").await?;
        browser.find("heading", Name::Is("2024年11月")).await?;
        browser.click("link", Name::Is("週")).await?;
        go(browser, "#/week/2024-11-13").await?;
        // A phone shows three days from the asked one, or seven by choice.
        browser.find("heading", Name::Has("2024年11月13日")).await?;
        browser.find("link", Name::Has("15日 金曜日")).await?;
        assert!(!browser.has("link", Name::Has("11日 月曜日")).await?);
        browser.click("button", Name::Is("7日で表示")).await?;
        browser.find("heading", Name::Has("2024年11月10日")).await?;
        for title in ["書記局会議", "街頭集会", "折衝", "共済の説明会", "幹事会", "全国統一行動"]
        {
            browser.find("link", Name::Has(title)).await?;
        }
        let seen = browser.script(COLLISIONS, Vec::new()).await?;
        assert_eq!(seen, json!([5, []]), "five have hours, the campaign stands in the lane");
        until("the axis to be at the morning", async || {
            let at = browser.script(OPENED_AT, Vec::new()).await?;
            Ok(at.as_f64().is_some_and(|hour| (7.0..9.0).contains(&hour)).then_some(()))
        })
        .await?;
        browser.click("link", Name::Is("次の週")).await?;
        browser.find("heading", Name::Has("2024年11月17日")).await?;
        browser.find("link", Name::Has("芋煮会")).await?;
        browser.script("history.back();", Vec::new()).await?;
        browser.find("link", Name::Has("街頭集会")).await?;
        browser.click("link", Name::Has("13日 水曜日")).await?;
        browser.find("heading", Name::Has("11月13日(水)")).await?;
        assert_eq!(browser.script(COLLISIONS, Vec::new()).await?, json!([4, []]));
        browser.click("link", Name::Has("街頭集会")).await?;
        browser.see("日時").await
    });
}

#[test]
fn what_crosses_midnight_stands_on_both_days() {
    run_app("midnight", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        for (day, hours) in [("2024-11-30", "23:00～翌2:00"), ("2024-12-01", "～2:00")] {
            go(browser, &format!("#/day/{day}?v=axis")).await?;
            browser.find("link", Name::Has("青年部 交流会")).await?;
            browser.see(hours).await?;
            let count: Value = browser.script(COLLISIONS, Vec::new()).await?;
            assert_eq!(count, json!([1, []]), "{day}");
        }
        Ok(())
    });
}

/// Adds seven events at the time of another one.
fn crowd(group: &mut Value) {
    let titles = [
        "青年部の集い",
        "女性部 役員会",
        "安全衛生委員会",
        "機関紙の編集会議",
        "新入組合員歓迎会",
        "平和学習会",
        "地域の宣伝",
    ];
    let event = event_of(group, "meet-08").clone();
    for (index, title) in titles.iter().enumerate() {
        let mut event = event.clone();
        event["uid"] = json!(format!("crowd-{index}"));
        event["title"] = json!(title);
        event["start"] = json!(format!("2024-11-13T17:{}0:00", 3 + index % 3));
        group["entries"].as_array_mut().expect("a group has entries").push(event);
    }
}

/// The blocks of an hour that are narrower or lower than a finger can choose, in CSS pixels.
const TOO_SMALL: &str = r#"
    const blocks = [...document.querySelectorAll(".time-axis .hours > li > a")];
    const boxes = blocks.map((block) => [block, block.getBoundingClientRect()]);
    return boxes.filter(([block, box]) => box.width < (block.dataset.hidden ? 24 : 19) || box.height < 24).map(([block, box]) => `${block.textContent} ${box.width} ${box.height}`);
"#;

/// Opens what stands for the hidden events, and checks that all events are in the list behind it.
async fn leads_to_all(browser: &mut Browser, page: &str, hidden: &str) -> Outcome {
    go(browser, page).await?;
    let block = browser.find("link", Name::Is(hidden)).await?;
    let small: Value = browser.script(TOO_SMALL, Vec::new()).await?;
    assert_eq!(small, json!([]), "{page}");
    let focus = "given[0].focus(); return document.activeElement === given[0];";
    assert_eq!(browser.script(focus, vec![block.to_json()?]).await?, true, "{page}");
    for theme in [Theme::Light, Theme::Dark] {
        browser.set_theme(theme).await?;
        let name: String = page.chars().filter(char::is_ascii_alphanumeric).collect();
        browser.screenshot(&format!("crowd-{name}-{hidden}-{theme:?}")).await?;
    }
    browser.click_on(&block).await?;
    browser.find("heading", Name::Has("11月13日(水)")).await?;
    for title in ["街頭集会", "青年部の集い", "地域の宣伝", "新入組合員歓迎会"]
    {
        browser.find("link", Name::Has(title)).await?;
    }
    Ok(())
}

#[test]
fn too_many_events_at_one_time_stand_behind_one_block() {
    run_app("crowd", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &changed_meetings("crowd.jscal.json", crowd)?).await?;
        let week = "#/week/2024-11-13";
        let at = "2024年11月13日 水曜日、17:30～18:50、";
        leads_to_all(browser, week, &format!("{at}他6件")).await?;
        leads_to_all(browser, "#/day/2024-11-13?v=axis", &format!("{at}他5件")).await?;
        go(browser, week).await?;
        browser.click("button", Name::Is("7日で表示")).await?;
        leads_to_all(browser, week, &format!("{at}他7件")).await?;
        browser.set_viewport(Viewport::Desktop).await?;
        leads_to_all(browser, week, &format!("{at}他6件")).await?;
        leads_to_all(
            browser,
            "#/day/2024-11-13?v=axis",
            "2024年11月13日 水曜日、17:40～18:50、他3件",
        )
        .await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}
