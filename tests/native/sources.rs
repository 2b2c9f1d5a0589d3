//! The sources of this repository as text, for the checks of the code's structure.

#![expect(clippy::string_slice, reason = "the places were found in the text itself")]

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the Rust files of a folder and its subfolders, in order.
pub(crate) fn sources(folder: &Path) -> Vec<PathBuf> {
    let Ok(listing) = fs::read_dir(folder) else { return Vec::new() };
    let mut files = Vec::new();
    for path in listing.map(|item| item.expect("a readable folder").path()) {
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Returns the code of a file without comments; of string literals, only the names in the braces of a format string
/// remain.
pub(crate) fn code(file: &Path) -> String {
    without_comments(&fs::read_to_string(file).expect("a source file is text"))
}

/// Returns every identifier and keyword of a code, in order.
pub(crate) fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(length) = string_length(rest) {
            out.push_str(&named_in_braces(&rest[..length]));
            length
        } else if let Some(length) = char_length(rest) {
            length
        } else {
            out.push(first);
            first.len_utf8()
        };
        rest = &rest[taken..];
    }
    out
}

/// Returns the length of the string literal at the beginning of the text.
fn string_length(text: &str) -> Option<usize> {
    let raw =
        text.strip_prefix('r').map(|after| after.bytes().take_while(|it| *it == b'#').count());
    if let Some(hashes) = raw.filter(|hashes| text[1 + hashes..].starts_with('"')) {
        let end = format!("\"{}", "#".repeat(hashes));
        let begun = hashes + 2;
        return Some(text[begun..].find(&end).map_or(text.len(), |at| begun + at + end.len()));
    }
    let inside = text.strip_prefix('"')?;
    let mut is_escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return Some(at + 2),
            _ => {}
        }
    }
    Some(text.len())
}

/// Returns the length of the character literal at the beginning of the text; a lifetime is not a literal.
fn char_length(text: &str) -> Option<usize> {
    let mut inside = text.strip_prefix('\'')?.char_indices();
    let (_, first) = inside.next()?;
    if first == '\\' {
        // Searches after the escaped character, which may be a quote.
        let (after, _) = inside.nth(1)?;
        return text[1 + after..].find('\'').map(|at| after + at + 2);
    }
    inside.next().filter(|(_, c)| *c == '\'').map(|(at, _)| at + 2)
}

/// Returns the names inside the braces of a format string, each after a space.
fn named_in_braces(literal: &str) -> String {
    let parts = literal.split('{').skip(1);
    parts.filter_map(|part| words(part).next()).flat_map(|word| [" ", word]).collect()
}

#[test]
fn comments_and_strings_are_no_code() {
    let text = r##"let a = "x // {name}"; // b
fn c<'a>() { let d = '"'; let e = r#"f"g"#; let h = '\''; } /// i"##;
    let found: Vec<_> = words(&without_comments(text)).map(str::to_owned).collect();
    assert_eq!(found.join(" "), "let a name fn c a let d let e let h");
}
