//! How the app is added to the home screen, by the names that browsers give themselves.

use tsudoi::present::install::{BrowserTraits, InstallWay};

fn way(agent: &str, has_touch: bool) -> InstallWay {
    InstallWay::of(BrowserTraits { agent, has_touch, can_ask: false })
}

#[test]
fn every_platform_has_its_own_way() {
    let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15";
    let safari = format!("{iphone} (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1");
    let chrome_ios = format!("{iphone} (KHTML, like Gecko) CriOS/120.0 Mobile/15E148 Safari/604.1");
    let mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1.15";
    let android = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)";
    let chrome = format!("{android} Chrome/120.0.0.0 Mobile Safari/537.36");
    let samsung = format!("{android} SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36");
    let firefox = "Mozilla/5.0 (Android 14; Mobile; rv:121.0) Gecko/121.0 Firefox/121.0";
    let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0.0.0 Safari/537.36 Edg/120.0";
    let desktop_firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    assert_eq!(way(&safari, true), InstallWay::IosSafari);
    assert_eq!(way(&chrome_ios, true), InstallWay::IosOther);
    assert_eq!(way(mac, true), InstallWay::IosSafari, "an iPad names itself as a Mac");
    assert_eq!(way(mac, false), InstallWay::MacSafari);
    assert_eq!(way(&chrome, true), InstallWay::AndroidChrome);
    assert_eq!(way(&samsung, true), InstallWay::Samsung);
    assert_eq!(way(firefox, true), InstallWay::AndroidFirefox);
    assert_eq!(way(edge, false), InstallWay::DesktopChrome);
    assert_eq!(way(desktop_firefox, false), InstallWay::Bookmark);
    let asked = BrowserTraits { agent: edge, has_touch: false, can_ask: true };
    assert_eq!(InstallWay::of(asked), InstallWay::Prompt);
}
