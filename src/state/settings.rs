//! Where the settings are kept: beside the database, because the first paint needs them.

use crate::format::stored::settings::Settings;
use crate::platform::local;

/// The name under which the settings are kept.
const NAME: &str = "tsudoi.settings";

/// The settings of this device.
pub fn load() -> Settings {
    Settings::decode(&local::read(NAME).unwrap_or_default())
}

/// Keeps the settings.
pub fn save(settings: &Settings) {
    local::write(NAME, &settings.encode());
}

/// Forgets the settings.
pub fn forget() {
    local::remove(NAME);
}
