//! How the app is added to the home screen, on each platform.

use crate::i18n::Messages;

/// The way in which a browser adds the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstallWay {
    /// The browser asks by itself when a button is pressed.
    Prompt,
    /// Safari on iPhone and iPad: the share button in the bar.
    IosSafari,
    /// Another browser on iPhone and iPad: the share button of that browser.
    IosOther,
    /// Samsung Internet.
    Samsung,
    /// Firefox on Android.
    AndroidFirefox,
    /// Chrome and its relatives on Android.
    AndroidChrome,
    /// Safari on a Mac: the Dock.
    MacSafari,
    /// Chrome and Edge on a desktop.
    DesktopChrome,
    /// Firefox on a desktop, which cannot install apps, and every browser that we do not know.
    Bookmark,
}

/// What is known of a browser.
#[derive(Clone, Copy, Debug)]
pub struct BrowserTraits<'a> {
    /// How it names itself (`navigator.userAgent`).
    pub agent: &'a str,
    /// Whether the device can be touched.
    pub has_touch: bool,
    /// Whether the browser can be asked to install the app.
    pub can_ask: bool,
}

impl InstallWay {
    /// Returns the way of a browser.
    pub fn of(browser: BrowserTraits<'_>) -> Self {
        let BrowserTraits { agent, has_touch, can_ask } = browser;
        let says = |word: &str| agent.contains(word);
        // An iPad names itself as a Mac, but no Mac can be touched.
        let is_ios = says("iPhone") || says("iPad") || (says("Macintosh") && has_touch);
        let is_other =
            ["CriOS", "FxiOS", "EdgiOS", "OPiOS", "OPT/", "DuckDuckGo", "YJApp", "Line/"];
        if can_ask {
            Self::Prompt
        } else if is_ios {
            if is_other.into_iter().any(says) { Self::IosOther } else { Self::IosSafari }
        } else if says("SamsungBrowser") {
            Self::Samsung
        } else if says("Android") {
            if says("Firefox") { Self::AndroidFirefox } else { Self::AndroidChrome }
        } else if says("Chrome/") {
            Self::DesktopChrome
        } else if says("Macintosh") && says("Safari") {
            Self::MacSafari
        } else {
            Self::Bookmark
        }
    }

    /// Returns what the person does, in the words of the platform.
    pub fn text(self, messages: &dyn Messages) -> &'static str {
        match self {
            Self::Prompt => messages.install_prompt(),
            Self::IosSafari => messages.install_ios_safari(),
            Self::IosOther => messages.install_ios_other(),
            Self::Samsung => messages.install_samsung(),
            Self::AndroidFirefox => messages.install_android_firefox(),
            Self::AndroidChrome => messages.install_android_chrome(),
            Self::MacSafari => messages.install_mac_safari(),
            Self::DesktopChrome => messages.install_desktop_chrome(),
            Self::Bookmark => messages.install_bookmark(),
        }
    }
}
