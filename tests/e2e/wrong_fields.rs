//! A form that cannot be saved leads to its first wrong field, which is in sight with its label and its error.

use super::app::{enter, go, import, meetings};
use super::harness::{Browser, Name, Outcome, Viewport, run_app, until};
use serde_json::json;

/// Returns what is wrong with the place of the focus: it must be on the first wrong field of its form, and the upper
/// and the lower edge of the field, its label and its error must not be covered or cut.
const FOCUS: &str = r#"
    const field = document.activeElement;
    const form = field.closest("form");
    const first = form?.querySelector("[aria-invalid=true]");
    if (!first || field !== first) return [`the focus is on ${field.tagName} ${field.id}, not on ${first?.id}`];
    const error = document.getElementById(field.getAttribute("aria-describedby"));
    const parts = { label: field.labels[0], field, error };
    const faults = [];
    for (const [name, part] of Object.entries(parts)) {
        if (!part?.textContent && part !== field) { faults.push(`there is no ${name}`); continue; }
        const { left, right, top, bottom } = part.getBoundingClientRect();
        for (const y of [top + 2, bottom - 2]) {
            const hit = document.elementFromPoint(Math.min(left + 8, (left + right) / 2), y);
            if (!hit || !(part.contains(hit) || hit.contains(part) && field.closest(".field").contains(hit))) {
                faults.push(`${name} at ${Math.round(y)} of ${innerHeight} is covered by ${hit?.className ?? "nothing"}`);
            }
        }
    }
    return faults;
"#;

/// Presses the button that submits the form: the one at its foot, or the one in the bar at the top.
const SUBMIT: &str = r#"
    const buttons = [...document.querySelectorAll("button[type=submit][data-look=primary]")];
    const button = given[0] === "foot" ? buttons.at(-1) : buttons[0];
    button.scrollIntoView({ behavior: "instant", block: "nearest" });
    button.click();
"#;

/// Waits until the focus is on the element with that id.
async fn has_focus(browser: &Browser, id: &str, why: &str) -> Outcome {
    let focused = "return document.activeElement.id;";
    until(&format!("the focus on {id} {why}"), async || {
        Ok((browser.script(focused, Vec::new()).await? == id).then_some(()))
    })
    .await
}

/// Waits until the focus is on the field with that id, which must be wrong and in sight.
async fn leads_to(browser: &Browser, id: &str, why: &str) -> Outcome {
    has_focus(browser, id, why).await?;
    let faults = browser.script(FOCUS, Vec::new()).await?;
    assert_eq!(faults, json!([]), "{id} {why}");
    Ok(())
}

/// Sets a day or a time in its field, as the browser's own picker does.
async fn put(browser: &Browser, id: &str, text: &str) -> Outcome {
    let put = "const field = document.getElementById(given[0]);
        field.value = given[1];
        field.dispatchEvent(new Event('input', { bubbles: true }));";
    browser.script(put, vec![json!(id), json!(text)]).await?;
    Ok(())
}

#[test]
fn saving_from_either_end_of_the_form_leads_to_the_first_wrong_field() {
    run_app("wrong-fields", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()).await?;
        for (day, viewport) in [(6, Viewport::Phone), (7, Viewport::Narrow), (8, Viewport::Desktop)]
        {
            browser.set_viewport(viewport).await?;
            go(browser, &format!("#/event/new?day=2031-03-0{day}")).await?;
            browser.find("heading", Name::Is("行事を追加")).await?;
            put(browser, "event-start-time", "10:00").await?;
            for button in ["foot", "top"] {
                browser.script(SUBMIT, vec![json!(button)]).await?;
                leads_to(browser, "event-title", &format!("from the {button}")).await?;
                browser.script("document.activeElement.blur();", Vec::new()).await?;
            }
            // The line that counts the errors is still there for a screen reader.
            browser.find("alert", Name::Any).await?;
            browser.fill("textbox", Name::Has("件名"), "支部定例会").await?;
            put(browser, "event-start-time", "").await?;
            browser.script(SUBMIT, vec![json!("foot")]).await?;
            leads_to(browser, "event-start-time", "of an event without a start").await?;
            // A start that leaves its rule.
            put(browser, "event-start-time", "10:00").await?;
            browser.select(Name::Is("繰り返し"), "毎週").await?;
            put(browser, "event-first-day", "2031-03-12").await?;
            browser.script(SUBMIT, vec![json!("foot")]).await?;
            leads_to(browser, "event-first-day", "of a series that leaves its rule").await?;
            // The button goes away with the question, so the focus goes to what it has changed.
            browser.click("button", Name::Has("から始める")).await?;
            has_focus(browser, "event-first-day", "after the question").await?;
            // Words that are not understood as a whole.
            browser.fill("textbox", Name::Has("日時を文字で入力"), "2/30 18時").await?;
            // Otherwise the field has the focus before the form is saved.
            browser.script("document.activeElement.blur();", Vec::new()).await?;
            browser.script(SUBMIT, vec![json!("foot")]).await?;
            leads_to(browser, "event-in-words", "of words that are not understood").await?;
            browser.see("「2/30」は日時として読めませんでした。").await?;
            browser.click("button", Name::Is("やめる")).await?;
            browser.click("button", Name::Is("変更を捨てる")).await?;
            browser.gone("heading", Name::Is("行事を追加")).await?;
        }
        Ok(())
    });
}

#[test]
fn the_dialog_of_a_calendar_leads_to_the_name_that_is_missing() {
    run_app("wrong-calendar", async |site, browser| {
        enter(site, browser).await?;
        go(browser, "#/calendars").await?;
        browser.click("button", Name::Is("カレンダーを追加")).await?;
        browser.find("textbox", Name::Is("カレンダーの名前")).await?;
        browser.script(SUBMIT, vec![json!("foot")]).await?;
        leads_to(browser, "calendar-name", "of a calendar without a name").await?;
        // The buttons of the dialog stay at its foot, over what is not scrolled up.
        let up = "document.querySelector('dialog[open]').scrollTo(0, 100000);";
        browser.script(up, Vec::new()).await?;
        browser.click("button", Name::Is("休日を追加")).await?;
        leads_to(browser, "own-day", "of a day off without a day").await
    });
}
