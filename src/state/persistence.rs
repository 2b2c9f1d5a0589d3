//! Whether the browser keeps what is stored.

use leptos::prelude::*;

use crate::platform::keeping;

use super::app::AppState;

impl AppState {
    /// Asks the browser to keep the app's data, stores that it was asked, and shows the result.
    pub async fn ask_to_persist(self) {
        if self.is_memory() {
            return;
        }
        keeping::ask_to_persist().await;
        self.set_up(|settings| settings.has_asked_to_persist = true);
        self.keeping.set(keeping::look().await);
    }

    /// Updates the information about the stored data.
    pub async fn look_at_keeping(self) {
        self.keeping.set(keeping::look().await);
    }
}
