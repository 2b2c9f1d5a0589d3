//! Writes content lines: CRLF, folded at 75 octets between characters (RFC 5545 3.1). No content of a property can
//! begin another line.

use crate::format::icalendar::syntax::{Component, Property};

/// The maximum number of octets of a line without its end.
const WIDTH: usize = 75;

/// Writes a component with all its content.
pub(crate) fn component(component: &Component, out: &mut String) {
    begin(component, out);
    end(component, out);
}

/// Writes a component up to its end, before which more components may follow.
pub(crate) fn begin(component: &Component, out: &mut String) {
    line(&format!("BEGIN:{}", component.name), out);
    for property in &component.properties {
        self::property(property, out);
    }
    for inner in &component.components {
        self::component(inner, out);
    }
}

/// Writes the end of a component.
pub(crate) fn end(component: &Component, out: &mut String) {
    line(&format!("END:{}", component.name), out);
}

/// Removes what a line cannot contain, so that the component is the same as what is written.
pub(crate) fn cleanse(component: &mut Component) {
    for property in &mut component.properties {
        property.value.retain(is_writable);
        for value in property.params.iter_mut().flat_map(|param| &mut param.values) {
            value.retain(|letter| letter == '\n' || !letter.is_control());
        }
    }
    component.components.iter_mut().for_each(cleanse);
}

fn is_writable(letter: char) -> bool {
    letter == '\t' || !letter.is_control()
}

fn property(property: &Property, out: &mut String) {
    let mut text = property.name.clone();
    for param in &property.params {
        text.push(';');
        param.print(&mut text);
    }
    text.push(':');
    text.push_str(&property.value);
    line(&text, out);
}

/// Writes one line, folded. Control characters except tabs are left out; line ends in texts are already escaped.
fn line(text: &str, out: &mut String) {
    if text.len() <= WIDTH && text.chars().all(is_writable) {
        out.extend([text, "\r\n"]);
        return;
    }
    let mut width = 0;
    for letter in text.chars().filter(|letter| is_writable(*letter)) {
        let octets = letter.len_utf8();
        if width + octets > WIDTH {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(letter);
        width += octets;
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut out = String::new();
        line(&format!("SUMMARY:{}", "会議室".repeat(20)), &mut out);
        assert!(out.ends_with("\r\n"));
        let lines: Vec<&str> = out.trim_end().split("\r\n").collect();
        assert!(lines.iter().all(|line| line.len() <= WIDTH), "{lines:?}");
        assert!(lines.iter().skip(1).all(|line| line.starts_with(' ')), "{lines:?}");
        let joined: String = out.replace("\r\n ", "");
        assert_eq!(joined.trim_end(), format!("SUMMARY:{}", "会議室".repeat(20)));
    }

    #[test]
    fn no_value_begins_another_line() {
        let mut out = String::new();
        line("X-A:one\r\nATTENDEE:two\u{85}\u{b}", &mut out);
        assert_eq!(out, "X-A:oneATTENDEE:two\r\n");
    }
}
