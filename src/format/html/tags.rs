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

    /// Returns the value of an attribute: the address of a link, or the number of an item.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let at = self.attributes.to_ascii_lowercase().find(name)?;
        let value = self.attributes.get(at + name.len()..)?.trim_start();
        let value = value.strip_prefix('=')?.trim_start();
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

/// The named character references that occur in texts, each followed by its character. Spaces of every width are the one
/// that is a space in a text.
const NAMED: &str = "\
amp& lt< gt> quot\" apos' nbsp\u{a0} ensp\u{a0} emsp\u{a0} thinsp\u{a0} shy\u{ad} zwnj\u{200c} zwj\u{200d} ndash– mdash— hellip… middot· \
bull• sdot⋅ lsquo‘ rsquo’ sbquo‚ ldquo“ rdquo” bdquo„ laquo« raquo» lsaquo‹ rsaquo› copy© reg® trade™ yen¥ euro€ pound£ cent¢ sect§ para¶ \
deg° plusmn± times× divide÷ minus− frac12½ frac14¼ frac34¾ sup1¹ sup2² sup3³ micro\u{b5} larr← uarr↑ rarr→ darr↓ harr↔ crarr↵ lArr⇐ \
uArr⇑ rArr⇒ dArr⇓ hArr⇔ le≤ ge≥ ne≠ asymp≈ equiv≡ infin∞ radic√ sum∑ prime′ Prime″ permil‰ dagger† Dagger‡ oline‾ iexcl¡ iquest¿ ordm\u{ba} \
ordf\u{aa} star☆ starf★ phone☎ check✓ cross✗ hearts♥ spades♠ clubs♣ diams♦ loz◊ cir○ squ□ brvbar¦ not¬ macr¯ lowast∗ num# excl! quest? \
lpar( rpar) lsqb[ rsqb] lbrack[ rbrack] commat@ percnt% ast* plus+ equals= colon: semi; comma, period. sol/ bsol\\ lowbar_ verbar| dollar$ \
auml\u{e4} ouml\u{f6} uuml\u{fc} Auml\u{c4} Ouml\u{d6} Uuml\u{dc} szlig\u{df} aacute\u{e1} eacute\u{e9} iacute\u{ed} oacute\u{f3} uacute\u{fa} Eacute\u{c9} \
agrave\u{e0} egrave\u{e8} ugrave\u{f9} acirc\u{e2} ecirc\u{ea} icirc\u{ee} ocirc\u{f4} ucirc\u{fb} euml\u{eb} iuml\u{ef} atilde\u{e3} ntilde\u{f1} \
otilde\u{f5} ccedil\u{e7} Ccedil\u{c7} oslash\u{f8} Oslash\u{d8} aring\u{e5} Aring\u{c5} aelig\u{e6} AElig\u{c6}";

/// Replaces the character references that occur in texts.
pub(crate) fn unescaped(text: &str) -> String {
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
            let mut all =
                NAMED.split(' ').filter_map(|known| known.strip_prefix(name)?.chars().next());
            all.find(|letter| !letter.is_ascii_alphanumeric())
        };
        let found = name.and_then(|name| {
            let letter = named(name).or_else(|| code(name))?;
            Some((letter, after.get(name.len() + 1..)?))
        });
        if let Some((letter, tail)) = found {
            out.push(letter);
            rest = tail;
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}
