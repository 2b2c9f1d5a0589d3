//! The app: starts the shell on the page.

use tsudoi::ui::app::App;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(App);
}
