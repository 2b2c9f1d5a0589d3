//! Stores the settings, outside the database because the first paint needs them.

use crate::format::stored::settings::Settings;
use crate::platform::local;

/// The name under which the settings are stored.
const NAME: &str = "tsudoi.settings";

/// Loads the settings of this device.
pub fn load() -> Settings {
    Settings::decode(&local::read(NAME).unwrap_or_default())
}

/// Stores the settings.
pub fn save(settings: &Settings) {
    local::write(NAME, &settings.encode());
}

/// Removes the settings.
pub fn forget() {
    local::remove(NAME);
}
