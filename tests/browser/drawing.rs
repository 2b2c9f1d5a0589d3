//! Drawings: what is on the page after any changes is what one would have drawn at once.

use leptos::html;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::tick;
use tsudoi::ui::elements::drawing::{Tag, keep_drawn};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

/// Numbers that look random and are the same in each run.
struct Numbers(u32);

impl Numbers {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 16) % end
    }

    fn one_of(&mut self, words: &[&'static str]) -> &'static str {
        let end = u32::try_from(words.len()).expect("a few words");
        let number = usize::try_from(self.below(end)).expect("a small number");
        words.get(number).expect("a word")
    }
}

fn tag(numbers: &mut Numbers, depth: u32) -> Tag {
    let mut tag = Tag::new(numbers.one_of(&["div", "span", "a", "svg"]));
    for name in ["class", "title", "data-look"] {
        let value = numbers.below(4);
        tag = tag.with_any(name, (value > 0).then_some(value));
    }
    if numbers.below(3) == 0 {
        tag = tag.styled("grid-row", format!("{} / span 1", numbers.below(3) + 1));
    }
    for _ in 0..numbers.below(4) {
        tag = match numbers.below(3) {
            0 => tag.text(numbers.one_of(&["", "行事", "<b>&"])),
            _ if depth == 0 => tag,
            _ => tag.tags([self::tag(numbers, depth - 1)]),
        };
    }
    tag
}

/// Draws what the signal holds, and returns the element that holds it.
fn stage(shown: RwSignal<Tag>) -> (HtmlElement, impl Drop + use<>) {
    let root: HtmlElement = document().create_element("div").expect("a div").unchecked_into();
    document().body().expect("a body").append_child(&root).expect("it is put in");
    let mounted = mount_to(root.clone(), move || {
        let host = NodeRef::<html::Div>::new();
        keep_drawn(host, move || shown.get());
        view! { <div node_ref=host></div> }
    });
    (root, mounted)
}

fn root_of(numbers: &mut Numbers) -> Tag {
    Tag::new("div").with("class", numbers.below(3)).tags((0..3).map(|_| tag(numbers, 3)))
}

/// Waits until the element is on the page, and until its content is.
async fn drawn() {
    tick().await;
    tick().await;
}

/// Attributes may stand in another order, and an attribute for styles may be left empty.
fn is_same(one: &Element, other: &Element) -> bool {
    for element in [one, other] {
        let all = element.query_selector_all("[style=\"\"]").expect("a selector");
        for index in 0..all.length() {
            let element: Element = all.get(index).expect("it was found").unchecked_into();
            element.remove_attribute("style").expect("it is there");
        }
    }
    one.is_equal_node(Some(other))
}

#[wasm_bindgen_test]
async fn what_was_changed_is_what_would_have_been_drawn_at_once() {
    let mut numbers = Numbers(7);
    let shown = RwSignal::new(root_of(&mut numbers));
    let (changed, _changed) = stage(shown);
    for round in 0..200 {
        let next = root_of(&mut numbers);
        shown.set(next.clone());
        drawn().await;
        let (at_once, _at_once) = stage(RwSignal::new(next));
        drawn().await;
        let host = changed.first_element_child().expect("the element that holds the drawing");
        assert_eq!(host.child_element_count(), 3, "{round}");
        assert!(is_same(&changed, &at_once), "{round}: {}", changed.inner_html());
        at_once.remove();
    }
    changed.remove();
}

#[wasm_bindgen_test]
async fn an_element_keeps_its_nodes_and_an_icon_is_an_svg() {
    let text = RwSignal::new("前");
    let host = NodeRef::<html::Div>::new();
    let root: HtmlElement = document().create_element("div").expect("a div").unchecked_into();
    document().body().expect("a body").append_child(&root).expect("it is put in");
    let mounted = mount_to(root.clone(), move || {
        keep_drawn(host, move || {
            let link = Tag::new("a").with("href", "#").text(text.get());
            Tag::new("div").tags([link, Tag::new("svg").tags([Tag::new("path")])])
        });
        view! { <div node_ref=host></div> }
    });
    drawn().await;
    let find = |selector: &str| root.query_selector(selector).expect("a selector").expect("one");
    let link: HtmlElement = find("a").unchecked_into();
    link.focus().expect("it takes the focus");
    text.set("後");
    drawn().await;
    assert_eq!(link.text_content().as_deref(), Some("後"));
    assert_eq!(document().active_element().as_ref(), Some(link.as_ref()));
    assert_eq!(find("path").namespace_uri().as_deref(), Some("http://www.w3.org/2000/svg"));
    drop(mounted);
    root.remove();
}
