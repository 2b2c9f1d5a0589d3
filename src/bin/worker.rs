//! The web worker that reads files and plans what they would change, outside the main thread.

fn main() {
    console_error_panic_hook::set_once();
    tsudoi::worker::serve_page();
}
