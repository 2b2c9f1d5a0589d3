//! The details of an event are written in its form and shown on its page after a reload; files contain those that are
//! public.

use super::app::{complaints, enter, file, go, import};
use super::harness::{Browser, Name, Outcome, run_app};
use serde_json::{Value, json};

/// Returns a meeting with one participant who attends, and the board's own talk.
fn meetings() -> Outcome<std::path::PathBuf> {
    let event = |uid: &str, title: &str| {
        json!({
            "@type": "Event", "uid": uid, "updated": "2024-10-01T00:00:00Z", "title": title,
            "start": "2030-11-14T18:30:00", "timeZone": "Asia/Tokyo", "duration": "PT1H30M",
            "participants": {
                "hanako": { "@type": "Participant", "name": "見本 花子", "tsudoi.example:participationStatus": "accepted" },
            },
        })
    };
    let group = json!({
        "@type": "Group", "version": "2.0", "uid": "g", "title": "架空労組", "updated": "2024-10-01T00:00:00Z",
        "entries": [event("meeting", "見本の例会"), event("talk", "見本の役員打合せ")],
    });
    file("details.jscal.json", serde_json::to_vec(&group)?)
}

async fn edit(browser: &Browser, id: &str) -> Outcome {
    go(browser, &format!("#/event/{id}/edit")).await?;
    browser.find("heading", Name::Is("行事を編集")).await?;
    Ok(())
}

/// Returns the content of a file saved from the export page, by uid.
async fn exported(browser: &Browser, names: &str) -> Outcome<Value> {
    go(browser, "#/export").await?;
    browser.click("radio", Name::Has(names)).await?;
    browser.click("button", Name::Is("ファイルを保存")).await?;
    let (_, bytes) = browser.take_download(".json").await?;
    Ok(serde_json::from_slice(&bytes)?)
}

fn entry<'v>(group: &'v Value, uid: &str) -> Option<&'v Value> {
    group["entries"].as_array()?.iter().find(|entry| entry["uid"] == uid)
}

#[test]
fn details_are_written_kept_shown_and_handed_on() {
    run_app("details", async |site, browser| {
        enter(site, browser).await?;
        import(browser, &meetings()?).await?;

        edit(browser, "meeting").await?;
        browser.script("document.querySelector('details.more > summary').click();", vec![]).await?;
        browser.fill("textbox", Name::Has("定員"), "many").await?;
        browser.fill("textbox", Name::Has("参加費"), "1,000").await?;
        browser
            .script(
                "for (const [id, text] of [['event-closes-day', '2030-11-07'], ['event-closes-time', '17:00']]) {
                    const field = document.getElementById(id);
                    field.value = text;
                    field.dispatchEvent(new Event('input', { bubbles: true }));
                }",
                vec![],
            )
            .await?;
        browser.click("radio", Name::Is("赤")).await?;
        browser.click("radio", Name::Has("日時だけ公開")).await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.see("0以上の整数を入れてください").await?;
        browser.fill("textbox", Name::Has("定員"), "12").await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("見本の例会")).await?;

        browser.reload().await?;
        browser.find("heading", Name::Is("見本の例会")).await?;
        for text in
            ["11月7日(木) 17:00まで", "1/12名", "あと11名", "1,000円", "日時だけ公開", "色：赤"]
        {
            browser.see(text).await?;
        }

        edit(browser, "talk").await?;
        browser.select(Name::Is("開催状況"), "延期").await?;
        browser.fill("textbox", Name::Is("理由"), "台風のため").await?;
        browser.script("document.querySelector('details.more > summary').click();", vec![]).await?;
        browser.click("radio", Name::Has("非公開")).await?;
        browser.click("button", Name::Is("保存")).await?;
        browser.find("heading", Name::Is("見本の役員打合せ")).await?;
        browser.see("延期（台風のため）").await?;

        let all = exported(browser, "名前を入れるほか").await?;
        let meeting = entry(&all, "meeting").ok_or("the meeting")?;
        let signing_up = json!({ "closes": "2030-11-07T17:00:00", "capacity": 12, "feeYen": 1000 });
        assert_eq!(meeting["tsudoi.example:registration"], signing_up, "{meeting}");
        assert_eq!(
            (&meeting["color"], &meeting["privacy"]),
            (&json!("crimson"), &json!("private"))
        );
        let talk = entry(&all, "talk").ok_or("the talk")?;
        assert_eq!(talk["status"], "cancelled", "{talk}");
        assert_eq!(talk["tsudoi.example:statusReason"], "台風のため", "{talk}");

        go(browser, "#/calendars").await?;
        let few = exported(browser, "公開用").await?;
        browser.see("「日時だけ公開」の行事1件").await?;
        browser.see("「非公開」の行事1件").await?;
        assert_eq!(entry(&few, "talk"), None);
        // Its time is told without its id, which could say what it is.
        assert_eq!(entry(&few, "meeting"), None);
        let told = few["entries"].as_array().into_iter().flatten();
        let told: Vec<_> = told.filter(|entry| entry["title"] == "予定あり").collect();
        assert_eq!(told.len(), 1, "{few}");
        assert!(!few.to_string().contains("見本の例会"), "{few}");
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}
