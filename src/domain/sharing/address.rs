//! Decides which addresses say nothing about people, by lists of what is allowed.

/// Returns an address without what may name a person; `None` if it identifies one, or if we cannot tell.
///
/// Only pages on the web and names of things (`urn:`) are kept, and short words that are no address at all. Everything
/// else reaches a person (`mailto:`, `tel:`, `facetime:`, `skype:`), contains a file (`data:`), or is unknown to us.
pub(crate) fn harmless_address(address: &str) -> Option<String> {
    let address = address.trim();
    if is_personal(address) {
        return None;
    }
    match scheme(address) {
        Some(scheme) => match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => without_user(address),
            // A UUID may be the identity of a person; other names are those of things: of a category, of a book.
            "urn" => {
                (!address.to_ascii_lowercase().starts_with("urn:uuid:")).then(|| address.to_owned())
            }
            _ => None,
        },
        None => Some(address.to_owned()),
    }
}

/// Returns the coordinates of a `geo:` URI (RFC 5870) without its parameters, which may be a search for a name.
pub(crate) fn harmless_coordinates(uri: &str) -> Option<String> {
    let rest = uri.get(..4).filter(|scheme| scheme.eq_ignore_ascii_case("geo:"));
    let (_, rest) = rest.and_then(|_| uri.split_at_checked(4))?;
    if rest.contains('?') {
        return None;
    }
    let numbers = rest.split(';').next().unwrap_or_default();
    let is_number = |text: &str| {
        let is_plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+');
        text.len() <= 24 && text.chars().all(is_plain) && text.parse::<f64>().is_ok()
    };
    let count = numbers.split(',').count();
    ((2..=3).contains(&count) && numbers.split(',').all(is_number))
        .then(|| format!("geo:{numbers}"))
}

/// Decodes `%40` and its like; what is not UTF-8 afterwards becomes a replacement character.
pub(crate) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|it| u8::try_from(it).ok());
    while let Some((first, tail)) = rest.split_first() {
        if let (b'%', [high, low, after @ ..]) = (first, tail)
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            bytes.push(high << 4 | low);
            rest = after;
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether a text contains an e-mail address, or consists of a telephone number.
fn is_personal(text: &str) -> bool {
    let text = percent_decoded(text);
    let text = text.replace('＠', "@");
    is_number(&text) || text.match_indices('@').any(|(at, _)| is_email_at(&text, at))
}

/// Whether the sign at that byte is between a name and a host: `@user` in the path of a page is not.
fn is_email_at(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let is_name = before.ends_with(|c: char| c.is_alphanumeric() || "._-+".contains(c));
    let host: String = after
        .chars()
        .skip(1)
        .take_while(|c| c.is_ascii_alphanumeric() || "-.".contains(*c))
        .collect();
    is_name && !host.is_empty()
}

fn is_number(text: &str) -> bool {
    const SHORTEST: usize = 6;
    let digits = text.chars().filter(|c| c.is_ascii_digit() || ('０'..='９').contains(c)).count();
    let is_written = |c: char| {
        c.is_ascii_digit()
            || ('０'..='９').contains(&c)
            || c.is_whitespace()
            || "+-()./＋－（）‐ー".contains(c)
    };
    digits >= SHORTEST && text.chars().all(is_written)
}

/// Returns the scheme of an address (RFC 3986 3.1).
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(is_allowed))
        .then_some(scheme)
}

/// Returns a web address without the user before its host.
fn without_user(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("//")?;
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    (!host.is_empty()).then(|| format!("{scheme}//{host}{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_and_names_of_things_are_kept() {
        let kept = [
            "https://zoom.us/j/123456789?pwd=abc",
            "HTTPS://example.jp",
            "http://example.jp/@union",
            "urn:isbn:9784000000000",
            "Zoom",
            "",
        ];
        for address in kept {
            assert_eq!(harmless_address(address).as_deref(), Some(address), "{address}");
        }
        let lost = [
            "mailto:a@example.jp",
            " MailTo:a@example.jp",
            "tel:0312345678",
            "facetime:a@example.jp",
            "facetime-audio:0312345678",
            "skype:mihon.hanako?call",
            "callto:mihon.hanako",
            "sip:mihon@example.jp",
            "geo:?q=見本",
            "data:text/plain,mihon",
            "javascript:mihon()",
            "urn:uuid:8f5f0b52-0000-4000-8000-000000000000",
            "line://ti/p/@mihon",
            "zoommtg://zoom.us/join?uname=mihon",
            "https://example.jp/?to=mihon%40example.jp",
            "https://example.jp/?to=mihon@example.jp",
            "https://example.jp/mihon@example.jp/",
            "mihon@example.jp",
            "mihon＠example.jp",
            "03-1234-5678",
            "０３（１２３４）５６７８",
        ];
        for address in lost {
            assert_eq!(harmless_address(address), None, "{address}");
        }
        assert_eq!(
            harmless_address("https://mihon:secret@/x").as_deref(),
            None,
            "a name without a host"
        );
        assert_eq!(
            harmless_address("https://見本@example.jp/x").as_deref(),
            None,
            "it reads like an e-mail address"
        );
        assert_eq!(
            harmless_address("https://mihon:@example.jp/x?y#z").as_deref(),
            Some("https://example.jp/x?y#z")
        );
    }

    #[test]
    fn coordinates_are_numbers() {
        let rows = [
            ("geo:35.6,139.7", Some("geo:35.6,139.7")),
            ("GEO:35.6,-139.7,12;u=35;q=見本", Some("geo:35.6,-139.7,12")),
            ("geo:?q=見本宅", None),
            ("geo:0,0?q=見本宅", None),
            ("geo:35.6", None),
            ("geo:35.6,mihon", None),
            ("geo:1,2,3,4", None),
            ("見本", None),
            ("https://example.jp", None),
        ];
        for (uri, kept) in rows {
            assert_eq!(harmless_coordinates(uri).as_deref(), kept, "{uri}");
        }
    }
}
