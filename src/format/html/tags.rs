//! The tags of HTML, and its character references, as far as descriptions have them.

/// The elements that begin a new line, and end one.
pub(crate) const BLOCKS: [&str; 24] = [
    "address",
    "article",
    "blockquote",
    "body",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "html",
    "ol",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];

/// The other elements that occur in descriptions.
const INLINE: [&str; 28] = [
    "a",
    "b",
    "big",
    "br",
    "code",
    "del",
    "em",
    "font",
    "hr",
    "html-blob",
    "i",
    "img",
    "ins",
    "li",
    "o:p",
    "p",
    "s",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "tbody",
    "td",
    "th",
    "u",
    "wbr",
];

/// The elements whose content is not text for people.
pub(crate) const HIDDEN: [&str; 4] = ["head", "script", "style", "title"];

/// A tag: its name in lower case, and its attributes as they are.
pub(crate) struct Tag<'t> {
    pub(crate) name: String,
    pub(crate) is_end: bool,
    pub(crate) attributes: &'t str,
}

impl Tag<'_> {
    fn is_known(&self) -> bool {
        let name = self.name.as_str();
        BLOCKS.contains(&name) || INLINE.contains(&name) || HIDDEN.contains(&name)
    }

    /// Whether a plain text would hardly contain it.
    pub(crate) fn is_sign(&self) -> bool {
        let is_link = self.name == "a" && self.attributes.to_ascii_lowercase().contains("href");
        let is_bare = self.attributes.trim_matches(['/', ' ']).is_empty();
        self.is_known()
            && (is_link || self.is_end || is_bare && matches!(&*self.name, "br" | "p" | "hr"))
    }

    /// Returns the address of a link.
    pub(crate) fn href(&self) -> Option<String> {
        let at = self.attributes.to_ascii_lowercase().find("href")?;
        let value = self.attributes.get(at + 4..)?.trim_start().strip_prefix('=')?.trim_start();
        let value = match value.chars().next()? {
            quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
            _ => value.split(char::is_whitespace).next()?,
        };
        Some(unescaped(value.trim()))
    }
}

/// The tags and comments of a text that are of known elements, with their places.
pub(crate) struct Tags<'t> {
    text: &'t str,
    /// Where the search goes on.
    at: usize,
    /// The first `>` at or after that place.
    close: Option<usize>,
}

pub(crate) fn tags(text: &str) -> Tags<'_> {
    Tags { text, at: 0, close: text.find('>') }
}

impl<'t> Iterator for Tags<'t> {
    type Item = (std::ops::Range<usize>, Tag<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let start = self.at + self.text.get(self.at..)?.find('<')?;
            if self.close.is_some_and(|close| close < start) {
                self.close = self.text.get(start..)?.find('>').map(|close| start + close);
            }
            let body = self.text.get(start + 1..self.close?)?;
            if let Some(comment) = self.text.get(start..)?.strip_prefix("<!--") {
                let end = comment.find("-->").map_or(self.text.len(), |end| start + 4 + end + 3);
                self.at = end;
                return Some((
                    start..end,
                    Tag { name: String::new(), is_end: false, attributes: "" },
                ));
            }
            self.at = start + 1;
            if let Some(tag) = tag(body) {
                let end = start + 1 + body.len() + 1;
                self.at = end;
                return Some((start..end, tag));
            }
        }
    }
}

/// Reads what stands between `<` and `>`; `None` if it is not the tag of a known element.
fn tag(body: &str) -> Option<Tag<'_>> {
    let (is_end, inner) = match body.strip_prefix('/') {
        Some(inner) => (true, inner),
        None => (false, body),
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == ':' || c == '-';
    let length = inner.find(|c| !is_name(c)).unwrap_or(inner.len());
    let (name, attributes) = inner.split_at_checked(length)?;
    let tag = Tag { name: name.to_ascii_lowercase(), is_end, attributes };
    let is_doctype = body.get(..8).is_some_and(|head| head.eq_ignore_ascii_case("!doctype"));
    (tag.is_known() || is_doctype).then_some(tag)
}

/// Replaces the character references that occur in texts.
pub(crate) fn unescaped(text: &str) -> String {
    const NAMED: [(&str, &str); 12] = [
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("nbsp", "\u{a0}"),
        ("hellip", "…"),
        ("ndash", "–"),
        ("mdash", "—"),
        ("yen", "¥"),
        ("copy", "©"),
        ("middot", "·"),
    ];
    const LONGEST: usize = 10;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let near = after.get(..after.floor_char_boundary(LONGEST)).unwrap_or_default();
        let name = near.split_once(';').map(|(name, _)| name);
        let code = |name: &str| {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|letter| !letter.is_control() || *letter == '\n')
        };
        let named = |name: &str| {
            NAMED.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned())
        };
        let found = name.and_then(|name| {
            let text = named(name).or_else(|| code(name).map(String::from))?;
            Some((text, after.get(name.len() + 1..)?))
        });
        if let Some((text, tail)) = found {
            out.push_str(&text);
            rest = tail;
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}
