//! The actions of a person: click, type, press keys, choose a file.

use super::engine::Engine;
use super::firefox::{self, in_chrome};
use super::{Browser, Name, Outcome, until};
use serde_json::Value;
use std::path::Path;
use thirtyfour::{By, Key, TypingData, WebElement};

/// Brings an element into the middle of the page unless it can be hit where it is, waits until it rests, and records
/// whether a click arrives.
const BRING_IN: &str = r#"
    const [element] = given;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const box = () => element.getBoundingClientRect();
    const isHit = ({ left, top, width, height }) => {
        const hit = document.elementFromPoint(left + width / 2, top + height / 2);
        return hit !== null && (element.contains(hit) || hit.contains(element));
    };
    if (!isHit(box())) element.scrollIntoView({ behavior: "instant", block: "center", inline: "nearest" });
    let last = null;
    for (let tries = 0; tries < 60; tries += 1) {
        const now = JSON.stringify(box());
        if (now === last) break;
        last = now;
        await frame();
        await frame();
    }
    window.hit = null;
    document.addEventListener("click", ({ target }) => {
        const isOn = element.contains(target) || target.closest("label")?.control === element;
        window.hit = isOn ? "" : `${target.tagName} ${target.className} ${element.isConnected}`;
    }, { capture: true, once: true });
"#;

/// Returns what a click has hit instead of the element; a new page means that it arrived.
const MISSED: &str = r#"
    for (let tries = 0; tries < 20 && window.hit === null; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return window.hit === null ? "nothing" : window.hit ?? "";
"#;

impl Browser {
    /// Clicks on the element with this role and name, as soon as it exists and accepts the click.
    pub(crate) async fn click(&self, role: &str, name: Name<'_>) -> Outcome {
        until(&format!("{role} {name:?} to take a click"), async || {
            self.click_on(&self.find(role, name).await?).await?;
            Ok(Some(()))
        })
        .await
    }

    /// Clicks on an element.
    pub(crate) async fn click_on(&self, element: &WebElement) -> Outcome {
        self.bring_in(element).await?;
        element.click().await?;
        if self.engine == Engine::Chromium {
            return Ok(());
        }
        match self.script(MISSED, Vec::new()).await.as_ref().map(Value::as_str) {
            Ok(Some("")) | Err(_) => Ok(()),
            Ok(missed) => Err(format!("the driver's click hit {missed:?}").into()),
        }
    }

    // The drivers of the other engines scroll an element to the edge of the page, where a bar may cover it, and hit
    // where it was when they looked.
    async fn bring_in(&self, element: &WebElement) -> Outcome {
        if self.engine != Engine::Chromium {
            self.script(BRING_IN, vec![element.to_json()?]).await?;
        }
        Ok(())
    }

    /// Replaces the content of a field.
    pub(crate) async fn fill(&self, role: &str, name: Name<'_>, text: &str) -> Outcome {
        let field = self.find(role, name).await?;
        self.bring_in(&field).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Chooses an entry of a `<select>` by its text.
    pub(crate) async fn select(&self, name: Name<'_>, entry: &str) -> Outcome {
        self.choose(&self.find("combobox", name).await?, entry).await
    }

    /// Chooses an entry, by its text, of the one `<select>` in a group.
    pub(crate) async fn select_within(&self, group: Name<'_>, entry: &str) -> Outcome {
        let group = self.find("group", group).await?;
        self.bring_in(&group).await?;
        self.choose(&group.find(By::Tag("select")).await?, entry).await
    }

    async fn choose(&self, field: &WebElement, entry: &str) -> Outcome {
        self.bring_in(field).await?;
        for option in field.find_all(By::Tag("option")).await? {
            // The options of a closed list have no text in sight.
            if option.prop("text").await?.as_deref() == Some(entry) {
                return Ok(option.click().await?);
            }
        }
        Err(format!("the field has no entry {entry}").into())
    }

    /// Focuses the element with this role and name, and types.
    pub(crate) async fn press_on(
        &self,
        role: &str,
        name: Name<'_>,
        keys: impl Into<TypingData>,
    ) -> Outcome {
        let element = self.find(role, name).await?;
        match (self.engine, role) {
            // Their drivers type into nothing that is out of sight, such as the button that a label stands for.
            (Engine::Firefox | Engine::Webkit, "radio") => {
                element.focus().await?;
                self.press(keys).await
            }
            (Engine::Chromium | Engine::Firefox | Engine::Webkit, _) => {
                Ok(element.send_keys(keys).await?)
            }
        }
    }

    /// Types into the focused element: a text, a `Key`, or several joined by `+`.
    pub(crate) async fn press(&self, keys: impl Into<TypingData>) -> Outcome {
        // In Firefox the tabulator leads out of the page into the bars, where the keys of the driver do nothing.
        if self.engine == Engine::Firefox
            && self.script("return document.hasFocus();", Vec::new()).await? == false
        {
            in_chrome(&self.driver, firefox::INTO_PAGE, Vec::new()).await?;
        }
        Ok(self.driver.action_chain().send_keys(keys.into()).perform().await?)
    }

    /// Presses a key while another is held.
    pub(crate) async fn press_with(&self, held: Key, key: impl Into<TypingData>) -> Outcome {
        let hands = self.driver.action_chain().key_down(held.clone()).send_keys(key);
        Ok(hands.key_up(held).perform().await?)
    }

    /// Drags one element over another, by way of a point between them.
    pub(crate) async fn drag(&self, from: &WebElement, to: &WebElement) -> Outcome {
        let hands = self.driver.action_chain().move_to_element_center(from).click_and_hold();
        Ok(hands.move_by_offset(0, 8).move_to_element_center(to).release().perform().await?)
    }

    /// Gives files to the page's file input, visible or not.
    pub(crate) async fn choose_files(&self, paths: &[&Path]) -> Outcome {
        let paths =
            paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join("\n");
        let input = until("a file input", async || {
            Ok(self.driver.find_all(By::Css("input[type=file]")).await?.into_iter().next())
        })
        .await?;
        Ok(input.send_keys(paths).await?)
    }
}
