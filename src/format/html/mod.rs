//! Turns HTML into plain text with its line breaks, list items and links, for descriptions that programs write as HTML.
//!
//! This is not a parser of HTML: markup that it does not know is left out, and nothing of it is ever shown as markup.

pub(crate) mod tags;

use crate::format::html::tags::{BLOCKS, HIDDEN, Tag, tags, unescaped};

/// Returns the text of a description that is HTML; `None` if it is plain text.
///
/// A `<` in a plain text is not taken for HTML: at least one element must be a line break, have an end, or be a link.
pub(crate) fn text_of(description: &str) -> Option<String> {
    let is_html = description.contains('<') && tags(description).any(|(_, tag)| tag.is_sign());
    is_html.then(|| plain(description))
}

/// Returns the text of HTML.
pub(crate) fn plain(description: &str) -> String {
    let mut out = Out::default();
    let mut at = 0;
    for (range, tag) in tags(description) {
        out.words(description.get(at..range.start).unwrap_or_default());
        at = range.end;
        out.tag(&tag);
    }
    out.words(description.get(at..).unwrap_or_default());
    out.finish()
}

/// The text so far.
#[derive(Default)]
struct Out {
    text: String,
    /// The open link: its address, and where its text begins.
    link: Option<(String, usize)>,
    /// How many hidden elements are open.
    hidden: usize,
    /// How many elements that keep white space are open.
    verbatim: usize,
    /// The open lists: the number of the next item, if they are numbered.
    lists: Vec<Option<i32>>,
}

impl Out {
    fn words(&mut self, words: &str) {
        if self.hidden > 0 {
            return;
        }
        let words = unescaped(words);
        if self.verbatim > 0 {
            self.text.push_str(&words);
            return;
        }
        // Programs mix `<br>` with line feeds that they mean too, so that those stay.
        for (index, line) in words.split('\n').enumerate() {
            if index > 0 {
                self.break_line();
            }
            for letter in line.chars() {
                let is_space =
                    matches!(letter, ' ' | '\t' | '\r' | '\u{a0}' | '\u{2002}'..='\u{200a}');
                match (is_space, self.text.chars().next_back()) {
                    (true, None | Some(' ' | '\n')) => {}
                    (true, Some(_)) => self.text.push(' '),
                    (false, _) => self.text.push(letter),
                }
            }
        }
    }

    fn break_line(&mut self) {
        self.trim_spaces();
        self.text.push('\n');
    }

    /// Begins a new line unless there is one.
    fn new_line(&mut self) {
        self.trim_spaces();
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn trim_spaces(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        let name = tag.name.as_str();
        if HIDDEN.contains(&name) {
            self.hidden = if tag.is_end { self.hidden.saturating_sub(1) } else { self.hidden + 1 };
            return;
        }
        if self.hidden > 0 {
            return;
        }
        match name {
            "br" => self.break_line(),
            "hr" => self.new_line(),
            "li" if !tag.is_end => self.item(tag),
            "ol" | "ul" => {
                self.new_line();
                if tag.is_end {
                    self.lists.pop();
                } else {
                    let start = tag.attribute("start").and_then(|start| start.parse().ok());
                    self.lists.push((name == "ol").then(|| start.unwrap_or(1)));
                }
            }
            "p" => {
                self.new_line();
                // Paragraphs are apart by an empty line.
                if tag.is_end && !self.text.is_empty() && !self.text.ends_with("\n\n") {
                    self.text.push('\n');
                }
            }
            "td" | "th" if tag.is_end => self.words(" "),
            "a" => self.anchor(tag),
            "pre" => {
                self.new_line();
                self.verbatim =
                    if tag.is_end { self.verbatim.saturating_sub(1) } else { self.verbatim + 1 };
            }
            name if name == "li" || BLOCKS.contains(&name) => self.new_line(),
            _ => {}
        }
    }

    fn item(&mut self, tag: &Tag<'_>) {
        self.new_line();
        let Some(Some(next)) = self.lists.last_mut() else {
            self.text.push('・');
            return;
        };
        let number = tag.attribute("value").and_then(|value| value.parse().ok()).unwrap_or(*next);
        *next = number.saturating_add(1);
        self.text.extend([number.to_string().as_str(), ". "]);
    }

    /// Writes the address of a link after its text, unless the text says it.
    fn anchor(&mut self, tag: &Tag<'_>) {
        if !tag.is_end {
            self.link = tag.attribute("href").map(|href| (href, self.text.len()));
            return;
        }
        let Some((href, start)) = self.link.take() else { return };
        let shown = self.text.get(start..).unwrap_or_default().trim();
        let bare = |address: &str| {
            let address =
                address.strip_prefix("mailto:").or(address.strip_prefix("tel:")).unwrap_or(address);
            address.trim_end_matches('/').to_owned()
        };
        let is_address =
            ["http://", "https://", "mailto:", "tel:"].iter().any(|it| href.starts_with(it));
        if shown.is_empty() {
            self.text.push_str(if is_address { &href } else { "" });
        } else if is_address && !bare(&href).contains(&bare(shown)) {
            self.text.extend([" ", &href, " "]);
        } else if is_address && href.starts_with("http") && bare(shown) != bare(&href) {
            // The text is a part of the address: the address says both.
            self.text.truncate(start);
            self.text.push_str(&href);
        }
    }

    fn finish(self) -> String {
        let mut text = String::with_capacity(self.text.len());
        let mut empty = 0;
        for line in self.text.trim().lines() {
            let line = line.trim_end();
            empty = if line.is_empty() { empty + 1 } else { 0 };
            // More than one empty line says nothing.
            if empty <= 1 {
                text.extend([line, "\n"]);
            }
        }
        text.truncate(text.trim_end().len());
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_text_with_its_lines_and_links() {
        let rows = [
            ("開会<br>講演<br/>閉会", "開会\n講演\n閉会"),
            ("<p>一つ目</p><p>二つ目</p>", "一つ目\n\n二つ目"),
            ("<ul><li>弁当</li><li>筆記用具</li></ul>", "・弁当\n・筆記用具"),
            (
                "<ol><li>開会<ul><li>挨拶</li></ul></li><li>講演</li></ol>",
                "1. 開会\n・挨拶\n2. 講演",
            ),
            (r#"<ol start="3"><li>a</li><li value=9>b</li><li>c</li></ol>"#, "3. a\n9. b\n10. c"),
            (
                "<p>駅&rarr;会館&ensp;&copy;&times;&laquo;&middot;&hellip;&Uuml;&bogus;&am;&;</p>",
                "駅→会館 ©×«·…Ü&bogus;&am;&;",
            ),
            (
                r#"<a href="https://example.com/a?x=1&amp;y=2">申込み</a>"#,
                "申込み https://example.com/a?x=1&y=2",
            ),
            (r#"<a href="https://example.com/">https://example.com</a>"#, "https://example.com"),
            (
                r#"<a href='https://example.com/long/way'>example.com/long</a>です"#,
                "https://example.com/long/wayです",
            ),
            (r#"<a href="mailto:info@example.com">info@example.com</a>"#, "info@example.com"),
            (r#"<a href="javascript:x()">押す</a>"#, "押す"),
            ("<html-blob><u></u>A&nbsp;&lt;B&gt; &#x4f1a;&#35696;<br></html-blob>", "A <B> 会議"),
            ("<div>一</div><div>二</div>\n三", "一\n二\n\n三"),
            ("<style>p{}</style><!-- <br> --><b>太字</b>", "太字"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
            ("一行\n二行<br>三行", "一行\n二行\n三行"),
        ];
        for (html, text) in rows {
            assert_eq!(text_of(html).as_deref(), Some(text), "{html}");
        }
    }

    #[test]
    fn plain_text_is_not_taken_for_html() {
        for text in
            ["", "a < b", "a<b and c>d", "<会議>", "x <y@example.com>", "1<2>3", "R&amp;D", "<b"]
        {
            assert_eq!(text_of(text), None, "{text}");
        }
    }
}
