//! Components in a real browser: the behaviour that only a browser can show.

use std::cell::RefCell;
use std::rc::Rc;

use jiff::civil::{Date, date};
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::task::tick;
use tsudoi::domain::almanac::Almanac;
use tsudoi::domain::almanac::calendar::{Calendar, CalendarFacts};
use tsudoi::domain::almanac::change::Change;
use tsudoi::domain::almanac::entry::Entry;
use tsudoi::domain::event::Event;
use tsudoi::domain::id::{CalendarId, EventId};
use tsudoi::domain::time::WeekStart;
use tsudoi::domain::time::{Month, When};
use tsudoi::i18n::Language;
use tsudoi::present::page::month::grid::month_grid;
use tsudoi::present::page::month::layout::Layout;
use tsudoi::present::route::filter::Filter;
use tsudoi::present::viewer::Viewer;
use tsudoi::ui::components::month_grid::{CellRoom, MonthGrid, MonthTurn};
use tsudoi::ui::elements::dialog::Dialog;
use tsudoi::ui::elements::toasts::{ShownToast, Toasts};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlDialogElement, HtmlElement, KeyboardEvent, KeyboardEventInit};

/// A container for one test, removed at the end of the test.
struct Stage {
    root: HtmlElement,
    _mounted: Box<dyn std::any::Any>,
}

impl Stage {
    fn of<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self
    where
        V::State: 'static,
        UnmountHandle<V::State>: 'static,
    {
        let root: HtmlElement = document().create_element("div").expect("a div").unchecked_into();
        document().body().expect("a body").append_child(&root).expect("it is put in");
        let mounted = mount_to(root.clone(), view);
        Self { root, _mounted: Box::new(mounted) }
    }

    fn find(&self, selector: &str) -> HtmlElement {
        let found = self.root.query_selector(selector).expect("a selector");
        found.expect("what the test looks for").unchecked_into()
    }

    fn press(&self, selector: &str, key: &str) {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        init.set_bubbles(true);
        init.set_cancelable(true);
        let event =
            KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).expect("a key");
        self.find(selector).dispatch_event(&event).expect("it is pressed");
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.root.remove();
    }
}

fn focused() -> String {
    let element = document().active_element();
    element.and_then(|element| element.get_attribute("data-day")).unwrap_or_default()
}

/// December 2026 with one event on the 22nd.
fn december() -> tsudoi::present::page::month::grid::MonthGrid {
    let calendar = Calendar::new(CalendarId::new("c"), CalendarFacts::default());
    let event = Event::new(
        EventId::new("e"),
        "見本の会",
        When::AllDay { first: date(2026, 12, 22), days: 1 },
    );
    let mut almanac = Almanac::default();
    almanac.apply(Change::calendar(calendar.id.clone(), Some(calendar.clone())));
    almanac.apply(Change::entry(EventId::new("e"), Some(Entry::local(event, calendar.id))));
    let layout = Layout::plain(Month::new(2026, 12).expect("a month"), WeekStart::Sunday, 3);
    month_grid(&almanac, &layout, &Filter::default(), &Viewer::new(Language::Ja, date(2026, 12, 1)))
}

#[wasm_bindgen_test]
async fn arrow_keys_move_through_the_month_and_out_of_it() {
    let turns: Rc<RefCell<Vec<MonthTurn>>> = Rc::default();
    let current: RwSignal<Date> = RwSignal::new(date(2026, 12, 22));
    let room = RwSignal::new(CellRoom::expected());
    let heard = StoredValue::new_local(Rc::clone(&turns));
    let stage = Stage::of(move || {
        let on_turn =
            Callback::new(move |turn| heard.with_value(|turns| turns.borrow_mut().push(turn)));
        view! { <MonthGrid grid=december() current=current room=room on_turn=on_turn/> }
    });
    // The grid is on the page, and then its content.
    tick().await;
    tick().await;
    let day = stage.find("[data-day=\"2026-12-22\"]");
    assert_eq!(day.get_attribute("tabindex").as_deref(), Some("0"));
    assert_eq!(day.get_attribute("aria-label").as_deref(), Some("12月22日 火曜日、1件"));
    let steps = [
        ("ArrowRight", "2026-12-23"),
        ("ArrowUp", "2026-12-16"),
        ("ArrowLeft", "2026-12-15"),
        ("ArrowDown", "2026-12-22"),
        ("Home", "2026-12-20"),
        ("End", "2026-12-26"),
    ];
    for (key, day) in steps {
        stage.press(&format!("[data-day=\"{}\"]", current.get_untracked()), key);
        tick().await;
        assert_eq!(
            (current.get_untracked().to_string().as_str(), focused().as_str()),
            (day, day),
            "{key}"
        );
    }
    assert_eq!(*turns.borrow(), []);
    stage.press("[data-day=\"2026-12-26\"]", "PageDown");
    current.set(date(2027, 1, 2));
    stage.press("[data-day=\"2027-01-02\"]", "ArrowDown");
    assert_eq!(*turns.borrow(), [MonthTurn::Next, MonthTurn::Day(date(2027, 1, 9))]);
}

#[wasm_bindgen_test]
async fn a_dialog_is_modal_while_it_is_open_and_tells_when_it_closes() {
    let is_open = RwSignal::new(false);
    let closed = RwSignal::new(0);
    let stage = Stage::of(move || {
        let on_close = Callback::new(move |()| {
            is_open.set(false);
            closed.update(|count| *count += 1);
        });
        view! { <Dialog is_open=is_open on_close=on_close title="見本">"中身"</Dialog> }
    });
    tick().await;
    let dialog: HtmlDialogElement = stage.find("dialog").unchecked_into();
    assert!(!dialog.open());
    assert_eq!(dialog.text_content().as_deref(), Some(""));
    is_open.set(true);
    tick().await;
    assert!(dialog.matches(":modal").expect("a selector"));
    assert!(dialog.text_content().unwrap_or_default().contains("中身"));
    is_open.set(false);
    tick().await;
    assert!(!dialog.open());
}

#[wasm_bindgen_test]
async fn a_message_is_said_aloud_and_its_button_answers() {
    let message = RwSignal::new(None::<ShownToast>);
    let undone = RwSignal::new(false);
    let stage = Stage::of(move || {
        view! {
            <Toasts
                message=message
                close_label="閉じる"
                on_action=Callback::new(move |()| undone.set(true))
                on_close=Callback::new(move |()| message.set(None))
            />
        }
    });
    tick().await;
    let place = stage.find("[role=\"status\"]");
    assert_eq!(place.text_content().as_deref(), Some(""));
    message.set(Some(ShownToast {
        text: "保存しました。".to_owned(), action: Some("元に戻す")
    }));
    tick().await;
    assert!(place.text_content().unwrap_or_default().starts_with("保存しました。"));
    stage.find(".toast .button").click();
    assert!(undone.get_untracked());
    stage.find("[aria-label=\"閉じる\"]").click();
    tick().await;
    assert_eq!(place.text_content().as_deref(), Some(""));
}
