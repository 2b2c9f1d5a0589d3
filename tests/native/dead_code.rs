//! Everything public in the library is used by other code. The compiler cannot check this, because the library is
//! public for its programs and tests.

use std::collections::{BTreeMap, BTreeSet};

use crate::sources::{code, root, sources, words};

/// The names that only tests use, each with the reason to keep it.
const ONLY_FOR_TESTS: [(&str, &str); 1] =
    [("lose", "the store in memory plays a browser that clears the data of a site")];

/// The words after which a name is declared or implemented rather than used.
const DECLARING: [&str; 8] = ["fn", "struct", "enum", "trait", "type", "const", "static", "impl"];

#[test]
fn whatever_is_public_is_used_in_the_sources() {
    let mut declared: BTreeMap<String, String> = BTreeMap::new();
    let mut used: BTreeSet<String> = BTreeSet::new();
    for file in sources(&root().join("src")) {
        let code = code(&file);
        let (code, _) = code.split_once("#[cfg(test)]").unwrap_or((&code, ""));
        let place = file.strip_prefix(root()).expect("below the root").display().to_string();
        declared.extend(public_names(code).map(|name| (name.to_owned(), place.clone())));
        let all: Vec<&str> = words(code).collect();
        let is_use = |pair: &&[&str]| !DECLARING.contains(&pair[0]);
        used.extend(all.windows(2).filter(is_use).map(|pair| pair[1].to_owned()));
    }
    declared.retain(|name, _| !used.contains(name));
    let listed: BTreeSet<&str> = ONLY_FOR_TESTS.iter().map(|(name, _)| *name).collect();
    let dead: Vec<_> =
        declared.iter().filter(|(name, _)| !listed.contains(name.as_str())).collect();
    assert!(dead.is_empty(), "remove what no code uses, or list it with the reason: {dead:#?}");
    let alive: Vec<_> = listed.iter().filter(|name| !declared.contains_key(**name)).collect();
    assert!(alive.is_empty(), "gone, or used by now: take them out of ONLY_FOR_TESTS: {alive:?}");
}

/// Returns the public names that a code declares: functions, types, constants.
fn public_names(code: &str) -> impl Iterator<Item = &str> {
    code.split("pub").skip(1).filter_map(|after| {
        // Skips `(crate)` and the like.
        let after = match after.trim_start().strip_prefix('(') {
            Some(inside) => inside.split_once(')')?.1,
            None => after.strip_prefix(char::is_whitespace)?,
        };
        let mut words = words(after).skip_while(|word| matches!(*word, "async" | "unsafe"));
        let kind = words.next()?;
        let name = words.next()?;
        // Handles `pub const fn name`.
        let name = if kind == "const" && name == "fn" { words.next()? } else { name };
        (DECLARING.contains(&kind)).then_some(name)
    })
}

#[test]
fn names_are_found_behind_what_says_that_they_are_public() {
    let code = "pub fn a() {} pub(crate) const fn b() {} fn c() {} pub(super) struct D; pub e: u8, pub type F = u8;";
    assert_eq!(public_names(code).collect::<Vec<_>>(), ["a", "b", "D", "F"]);
}
