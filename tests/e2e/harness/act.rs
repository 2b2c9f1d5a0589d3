//! The actions of a person: click, type, press keys, choose a file.

use super::{Browser, Name, Outcome, until};
use std::path::Path;
use thirtyfour::{By, TypingData, WebElement};

impl Browser {
    /// Clicks on the element with this role and name, as soon as it exists and accepts the click.
    pub(crate) async fn click(&self, role: &str, name: Name<'_>) -> Outcome {
        until(&format!("{role} {name:?} to take a click"), async || {
            self.find(role, name).await?.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Replaces the content of a field.
    pub(crate) async fn fill(&self, role: &str, name: Name<'_>, text: &str) -> Outcome {
        let field = self.find(role, name).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Chooses an entry of a `<select>` by its text.
    pub(crate) async fn select(&self, name: Name<'_>, entry: &str) -> Outcome {
        choose(&self.find("combobox", name).await?, entry).await
    }

    /// Chooses an entry, by its text, of the one `<select>` in a group.
    pub(crate) async fn select_within(&self, group: Name<'_>, entry: &str) -> Outcome {
        choose(&self.find("group", group).await?.find(By::Tag("select")).await?, entry).await
    }

    /// Focuses the element with this role and name, and types.
    pub(crate) async fn press_on(
        &self,
        role: &str,
        name: Name<'_>,
        keys: impl Into<TypingData>,
    ) -> Outcome {
        Ok(self.find(role, name).await?.send_keys(keys).await?)
    }

    /// Types into the focused element: a text, a `Key`, or several joined by `+`.
    pub(crate) async fn press(&self, keys: impl Into<TypingData>) -> Outcome {
        Ok(self.driver.action_chain().send_keys(keys.into()).perform().await?)
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

async fn choose(field: &WebElement, entry: &str) -> Outcome {
    for option in field.find_all(By::Tag("option")).await? {
        if option.text().await? == entry {
            return Ok(option.click().await?);
        }
    }
    Err(format!("the field has no entry {entry}").into())
}
