//! Elements as plain data. A drawing that replaces another one writes to the page only what differs.
//!
//! For the parts of a page that have hundreds of elements and change as a whole: the grid of a month, the cards of the
//! agenda. Leptos sets each attribute of a list again when its content changes, and has a function of its own for each kind
//! of element, which the browser compiles at every start.

use std::fmt;
use std::iter::zip;

use leptos::html::ElementType;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Node};

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Tag(Tag),
    Text(String),
}

/// An element with its attributes and its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    /// The policy of the page forbids attributes with styles, but not properties.
    styles: Vec<(&'static str, String)>,
    parts: Vec<Part>,
}

impl Tag {
    /// Makes an element without attributes and content.
    pub fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), styles: Vec::new(), parts: Vec::new() }
    }

    /// Adds an attribute.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.attributes.push((name, value.to_string()));
        self
    }

    /// Adds an attribute if it has a value.
    #[must_use]
    pub fn with_any(self, name: &'static str, value: Option<impl fmt::Display>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds a property of its style.
    #[must_use]
    pub fn styled(mut self, name: &'static str, value: String) -> Self {
        self.styles.push((name, value));
        self
    }

    /// Adds a text; an empty one is nothing.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.parts.push(Part::Text(text));
        }
        self
    }

    /// Adds elements.
    #[must_use]
    pub fn tags(mut self, tags: impl IntoIterator<Item = Self>) -> Self {
        self.parts.extend(tags.into_iter().map(Part::Tag));
        self
    }
}

/// Draws an element and its content into `host`, which has nothing of its own, and draws again what differs whenever the
/// signals change that `draw` reads.
pub fn keep_drawn<E>(host: NodeRef<E>, draw: impl Fn() -> Tag + 'static)
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + 'static,
{
    // Talks to the page.
    Effect::new(move |shown: Option<Option<(Element, Tag)>>| {
        let element: Element = host.get()?.unchecked_into();
        let tag = draw();
        // Another element has taken the place of the one before: it is empty.
        let shown = shown.flatten().filter(|(before, _)| *before == element);
        let before = shown.map_or_else(|| Tag::new(tag.name), |(_, before)| before);
        rewrite(&element, &before, &tag);
        Some((element, tag))
    });
}

/// Turns an element, which shows `before`, into `after`.
fn rewrite(element: &Element, before: &Tag, after: &Tag) {
    if let Some(document) = element.owner_document() {
        write_attributes(element.unchecked_ref(), before, after);
        write_content(&document, element, &before.parts, &after.parts);
    }
}

// Writing to an element fails only if a name is not allowed; names are part of the program.

/// Turns the content of `host` from `before` into `after`.
fn write_content(document: &Document, host: &Node, before: &[Part], after: &[Part]) {
    let mut next = host.first_child();
    for (before, after) in zip(before, after) {
        let Some(node) = next else { return };
        next = node.next_sibling();
        if !is_rewritten(document, &node, before, after)
            && let Some(made) = made(document, after)
        {
            _ = host.replace_child(&made, &node);
        }
    }
    // Also what Leptos may have left in an empty element.
    while let Some(node) = next {
        next = node.next_sibling();
        _ = host.remove_child(&node);
    }
    for part in after.iter().skip(before.len()) {
        if let Some(made) = made(document, part) {
            _ = host.append_child(&made);
        }
    }
}

/// Turns a node from `before` into `after`; returns `false` if it must be replaced.
fn is_rewritten(document: &Document, node: &Node, before: &Part, after: &Part) -> bool {
    match (before, after) {
        (Part::Text(before), Part::Text(after)) => {
            if before != after {
                node.set_node_value(Some(after));
            }
        }
        (Part::Tag(before), Part::Tag(after)) if before.name == after.name => {
            if before != after {
                write_attributes(node.unchecked_ref(), before, after);
                write_content(document, node, &before.parts, &after.parts);
            }
        }
        _ => return false,
    }
    true
}

fn write_attributes(element: &HtmlElement, before: &Tag, after: &Tag) {
    for (name, value) in &after.attributes {
        if value_of(&before.attributes, name) != Some(value) {
            _ = element.set_attribute(name, value);
        }
    }
    for (name, _) in &before.attributes {
        if value_of(&after.attributes, name).is_none() {
            _ = element.remove_attribute(name);
        }
    }
    for (name, value) in &after.styles {
        if value_of(&before.styles, name) != Some(value) {
            _ = element.style().set_property(name, value);
        }
    }
    for (name, _) in &before.styles {
        if value_of(&after.styles, name).is_none() {
            _ = element.style().remove_property(name);
        }
    }
}

fn value_of<'a>(values: &'a [(&'static str, String)], name: &str) -> Option<&'a String> {
    values.iter().find(|(other, _)| *other == name).map(|(_, value)| value)
}

fn made(document: &Document, part: &Part) -> Option<Node> {
    let tag = match part {
        Part::Text(text) => return Some(document.create_text_node(text).into()),
        Part::Tag(tag) => tag,
    };
    let is_svg = matches!(tag.name, "svg" | "path");
    let namespace =
        if is_svg { "http://www.w3.org/2000/svg" } else { "http://www.w3.org/1999/xhtml" };
    let element = document.create_element_ns(Some(namespace), tag.name).ok()?;
    rewrite(&element, &Tag::new(tag.name), tag);
    Some(element.into())
}
