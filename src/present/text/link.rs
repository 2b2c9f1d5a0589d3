//! Decides which addresses become links, and finds them in plain text.
//!
//! Imported addresses are not trusted: only `https`, `mailto` and `tel` become links; everything else is shown as text.

/// A piece of plain text, or a link inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextSpan {
    /// Text.
    Text(String),
    /// An address that is safe to open, as it is written.
    Link(SafeLink),
}

/// An address that was checked and is safe to put into `href`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeLink {
    href: String,
    is_web: bool,
}

impl SafeLink {
    /// Checks an address: `https` with a host, `mailto` with one address, or `tel` with one number; without blanks,
    /// control characters or quotes.
    ///
    /// An e-mail address with headers (`?bcc=`, RFC 6068) would send copies to others, and a number with parameters
    /// (`;postd=`, RFC 3966) or with the signs of services (`*21*…#`) would dial more than it shows.
    pub fn check(address: &str) -> Option<Self> {
        let address = address.trim();
        let (scheme, rest) = address.split_once(':')?;
        let is_bad = |c: char| {
            c.is_control() || c.is_whitespace() || is_direction_mark(c) || "\"<>\\^`{|}".contains(c)
        };
        if rest.is_empty() || address.chars().any(is_bad) {
            return None;
        }
        let scheme = scheme.to_ascii_lowercase();
        let is_web = scheme == "https";
        let is_safe = match &*scheme {
            "https" => rest.strip_prefix("//").is_some_and(has_plain_host),
            "mailto" => is_plain_email(rest),
            "tel" => is_plain_number(rest),
            _ => false,
        };
        is_safe.then(|| Self { href: format!("{scheme}:{rest}"), is_web })
    }

    /// Returns the address.
    pub fn href(&self) -> &str {
        &self.href
    }

    /// Returns whether it opens a web page, and so a new tab.
    pub fn is_web(&self) -> bool {
        self.is_web
    }
}

/// Returns the link of a telephone number, without the signs that people write in it; `None` if it has others: what a
/// link dials is what its text shows.
pub fn dialled(number: &str) -> Option<SafeLink> {
    const SIGNS: &str = "-‐‑–−－ー.()（） 　";
    let number = number.trim();
    let plain = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xfee0),
        '＋' => Some('+'),
        _ if SIGNS.contains(c) => Some('-'),
        _ => Some(c),
    };
    let digits: String = number.chars().filter_map(plain).collect();
    let parts: Vec<&str> = digits.split('-').filter(|part| !part.is_empty()).collect();
    SafeLink::check(&format!("tel:{}", parts.join("-")))
}

/// Returns the link of an e-mail address.
pub fn mailed(address: &str) -> Option<SafeLink> {
    SafeLink::check(&format!("mailto:{}", address.trim()))
}

/// Splits plain text into paragraphs of lines of spans, with the `https` addresses in it as links.
pub fn paragraphs(text: &str) -> Vec<Vec<Vec<TextSpan>>> {
    let mut paragraphs = Vec::new();
    let mut lines = Vec::new();
    for line in text.lines() {
        if line.trim().is_empty() {
            if !lines.is_empty() {
                paragraphs.push(std::mem::take(&mut lines));
            }
        } else {
            lines.push(spans(line));
        }
    }
    if !lines.is_empty() {
        paragraphs.push(lines);
    }
    paragraphs
}

/// Splits one line into spans, with the `https` addresses in it as links.
pub fn spans(line: &str) -> Vec<TextSpan> {
    let mut spans = Vec::new();
    let mut plain = String::new();
    let mut rest = line;
    while let Some((before, from)) = split_at_match(rest, "https://") {
        let end = from.find(|c: char| !is_address_letter(c)).unwrap_or(from.len());
        let (whole, _) = from.split_at(end);
        let address = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']);
        let (_, after) = from.split_at(address.len());
        plain.push_str(before);
        match SafeLink::check(address) {
            Some(safe) => {
                if !plain.is_empty() {
                    spans.push(TextSpan::Text(std::mem::take(&mut plain)));
                }
                spans.push(TextSpan::Link(safe));
            }
            None => plain.push_str(address),
        }
        rest = after;
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        spans.push(TextSpan::Text(plain));
    }
    spans
}

/// Returns the address of a map of a place: its coordinates if they are given, or else a search for its name.
pub fn map_link(name: &str, coordinates: Option<&str>) -> Option<SafeLink> {
    let at = coordinates.and_then(geo);
    let address = match at {
        Some((latitude, longitude)) => {
            let place = format!("{latitude}/{longitude}");
            format!(
                "https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=17/{place}"
            )
        }
        None if name.trim().is_empty() => return None,
        None => format!(
            "https://www.openstreetmap.org/search?query={}",
            crate::present::route::query::encode(name.trim())
        ),
    };
    SafeLink::check(&address)
}

/// Parses latitude and longitude of a `geo:` URI (RFC 5870), in degrees.
fn geo(uri: &str) -> Option<(f64, f64)> {
    let place = uri.strip_prefix("geo:")?.split(';').next()?;
    let mut numbers = place.split(',').map(str::parse::<f64>);
    let (latitude, longitude) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
    let is_on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    is_on_earth.then_some((latitude, longitude))
}

/// Whether it is one e-mail address without headers and without encoded signs.
fn is_plain_email(address: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || ".-_+@".contains(c);
    let mut halves = address.split('@');
    let is_half = |half: Option<&str>| half.is_some_and(|half| !half.is_empty());
    address.chars().all(is_letter)
        && is_half(halves.next())
        && is_half(halves.next())
        && halves.next().is_none()
}

/// Whether it is one telephone number without parameters.
fn is_plain_number(number: &str) -> bool {
    let rest = number.strip_prefix('+').unwrap_or(number);
    rest.contains(|c: char| c.is_ascii_digit())
        && rest.chars().all(|c| c.is_ascii_digit() || "-.()".contains(c))
}

fn has_plain_host(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // User info before an @ can make a foreign host look like a known one.
    !authority.is_empty() && !authority.contains('@') && !authority.starts_with([':', '.'])
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_address_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c)
}

fn split_at_match<'a>(text: &'a str, pattern: &str) -> Option<(&'a str, &'a str)> {
    text.find(pattern).map(|at| text.split_at(at))
}
