//! Tests that need a browser: the store in a real IndexedDB, and components on a page.

use wasm_bindgen_test::wasm_bindgen_test_configure;

mod components;
mod drawing;
mod sample;
mod store_connections;
mod store_faults;
mod store_laws;
mod store_migration;
mod store_mishaps;
mod zones;

wasm_bindgen_test_configure!(run_in_browser);
