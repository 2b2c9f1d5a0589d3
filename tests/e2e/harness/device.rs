//! The device that a browser believes to be on: the size of its page, theme, time zone, size of text, and room.

use super::browser::Browser;
use super::channel::Channel;
use super::firefox::{self, in_chrome};
use super::{Outcome, until};
use serde_json::json;

/// The size of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Viewport {
    /// A phone in one hand: 390 × 844, two device pixels to one, touch.
    #[default]
    Phone,
    /// The narrowest phone still in use: 320 × 640.
    Narrow,
    /// A laptop: 1280 × 800.
    Desktop,
}

impl Viewport {
    fn size(self) -> (u32, u32) {
        match self {
            Self::Phone => (390, 844),
            Self::Narrow => (320, 640),
            Self::Desktop => (1280, 800),
        }
    }
}

/// The preference of the device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    /// Dark text on light.
    #[default]
    Light,
    /// Light text on dark.
    Dark,
}

/// What a browser is told about its device.
#[derive(Clone, Debug, Default)]
pub(crate) struct Device {
    viewport: Viewport,
    theme: Theme,
    /// The time zone, if it is not that of Japan.
    pub(super) zone: Option<String>,
    /// The kilobytes that a site may store, if they are limited from the start of the browser on.
    pub(super) room: Option<u64>,
}

impl Browser {
    /// Sets the size of the page.
    pub(crate) async fn set_viewport(&mut self, viewport: Viewport) -> Outcome {
        self.device.viewport = viewport;
        self.apply_viewport().await
    }

    /// Sets the preference of the device.
    pub(crate) async fn set_theme(&mut self, theme: Theme) -> Outcome {
        self.device.theme = theme;
        self.apply_theme().await
    }

    /// Sets the time zone of the device. `WebKitGTK` is started anew for it.
    pub(crate) async fn set_zone(&mut self, zone: &str) -> Outcome {
        match &self.channel {
            Channel::Tools => {
                let zone = json!({ "timezoneId": zone });
                self.tools("Emulation.setTimezoneOverride", zone).await?;
            }
            Channel::Bidi(bidi) => {
                let zone = json!({ "timezone": zone, "userContexts": ["default"] });
                bidi.borrow_mut().call("emulation.setTimezoneOverride", zone)?;
            }
            Channel::Launcher(_) => {
                self.device.zone = Some(zone.to_owned());
                self.restart().await?;
            }
        }
        Ok(())
    }

    /// Sets the size of ordinary text, as a person does in the browser's settings.
    pub(crate) async fn set_text_size(&self, pixels: u32) -> Outcome {
        match &self.channel {
            Channel::Tools => {
                let sizes = json!({ "fontSizes": { "standard": pixels, "fixed": pixels } });
                self.tools("Page.setFontSizes", sizes).await?;
            }
            Channel::Bidi(_) => {
                in_chrome(&self.driver, firefox::TEXT_SIZE, vec![json!(pixels)]).await?;
            }
            Channel::Launcher(launcher) => launcher.tell("text", &json!(pixels))?,
        }
        Ok(())
    }

    /// Limits the device's storage to what the site at `address` has stored already. Firefox and `WebKitGTK` are started
    /// anew for it.
    pub(crate) async fn fill_storage(&mut self, address: &str) -> Outcome {
        match &self.channel {
            Channel::Tools => {
                let limit = json!({ "origin": address, "quotaSize": 1000 });
                self.tools("Storage.overrideQuotaForOrigin", limit).await?;
                Ok(())
            }
            Channel::Bidi(_) | Channel::Launcher(_) => {
                // A little more, because a browser that is over its limit at the start deletes what it has.
                let used = "return (await navigator.storage.estimate()).usage;";
                let used = self.script(used, Vec::new()).await?.as_u64().ok_or("no estimate")?;
                self.device.room = Some(used / 1024 + 100);
                self.restart().await?;
                self.open(address).await
            }
        }
    }

    /// Clears what the site at `address` has stored, as a person does in the browser's settings. `kinds` are those of
    /// Chromium, such as `indexeddb`, or `all`.
    pub(crate) async fn clear_site(&self, address: &str, kinds: &str) -> Outcome {
        let origin = address.trim_end_matches('/');
        let wanted = json!({ "origin": origin, "storageTypes": kinds });
        self.tools("Storage.clearDataForOrigin", wanted).await?;
        Ok(())
    }

    pub(super) async fn apply_device(&self) -> Outcome {
        self.apply_viewport().await?;
        self.apply_theme().await
    }

    async fn apply_viewport(&self) -> Outcome {
        let (width, height) = self.device.viewport.size();
        let is_phone = self.device.viewport != Viewport::Desktop;
        let ratio = if is_phone { 2 } else { 1 };
        match &self.channel {
            Channel::Tools => {
                let metrics = json!({
                    "width": width, "height": height, "deviceScaleFactor": ratio, "mobile": is_phone,
                });
                let method = "Emulation.setDeviceMetricsOverride";
                self.tools(method, metrics).await?;
                Ok(())
            }
            Channel::Bidi(bidi) => {
                let size = json!({
                    "userContexts": ["default"], "devicePixelRatio": ratio,
                    "viewport": { "width": width, "height": height },
                });
                bidi.borrow_mut().call("browsingContext.setViewport", size)?;
                self.has_size(width, height).await
            }
            Channel::Launcher(launcher) => {
                launcher.tell("size", &json!([width, height]))?;
                self.has_size(width, height).await
            }
        }
    }

    async fn apply_theme(&self) -> Outcome {
        let is_dark = self.device.theme == Theme::Dark;
        match &self.channel {
            Channel::Tools => {
                let scheme = if is_dark { "dark" } else { "light" };
                let feature = json!({ "name": "prefers-color-scheme", "value": scheme });
                let media = json!({ "features": [feature] });
                self.tools("Emulation.setEmulatedMedia", media).await?;
            }
            Channel::Bidi(_) => {
                in_chrome(&self.driver, firefox::THEME, vec![json!(is_dark)]).await?;
            }
            Channel::Launcher(launcher) => launcher.tell("dark", &json!(is_dark))?,
        }
        let look = "return matchMedia('(prefers-color-scheme: dark)').matches;";
        until("the theme", async || {
            Ok((self.script(look, Vec::new()).await? == is_dark).then_some(()))
        })
        .await
    }

    async fn has_size(&self, width: u32, height: u32) -> Outcome {
        let wanted = json!([width, height]);
        until(&format!("a page of {wanted}"), async || {
            let size = self.script("return [innerWidth, innerHeight];", Vec::new()).await?;
            Ok((size == wanted).then_some(()))
        })
        .await
    }
}
