//! Every text of the tables is used somewhere, and none was left untranslated.

use std::collections::BTreeSet;

use tsudoi::i18n::{COMPOSED, Language, TEXTS};

use crate::sources::{code, root, sources, words};

/// Texts that no code uses yet, each with the reason to keep it.
const NOT_USED_YET: [(&str, &str); 0] = [];

/// Texts that are the same in Japanese and English, each with the reason.
const SAME_IN_BOTH: [(&str, &str); 1] = [("lapse", "two words with an arrow between them")];

#[test]
fn every_text_is_used() {
    let files = sources(&root().join("src"));
    let codes: Vec<String> = files.iter().map(|file| code(file)).collect();
    let called: BTreeSet<&str> = codes.iter().flat_map(|code| called(code)).collect();
    let names = TEXTS.iter().copied().flatten().map(|(name, _)| *name);
    let names = names.chain(COMPOSED.iter().copied().flatten().map(|(name, _, _)| *name));
    let unused: Vec<&str> = names.filter(|name| !called.contains(name)).collect();
    let listed: Vec<&str> = NOT_USED_YET.iter().map(|(name, _)| *name).collect();
    let dead: Vec<_> = unused.iter().filter(|name| !listed.contains(name)).collect();
    assert!(dead.is_empty(), "remove these texts, which no code uses: {dead:?}");
    let alive: Vec<_> = listed.iter().filter(|name| !unused.contains(name)).collect();
    assert!(alive.is_empty(), "used by now, so take them out of NOT_USED_YET: {alive:?}");
}

/// The names that a code uses as methods: `messages.name(…)`, or `<dyn Messages>::name`.
fn called(code: &str) -> impl Iterator<Item = &str> {
    let marks = code.split('.').skip(1).chain(code.split("::").skip(1));
    marks.filter_map(|after| words(after).next())
}

#[test]
fn no_text_is_the_same_in_both_languages_without_a_reason() {
    let (ja, en) = (Language::Ja.messages(), Language::En.messages());
    let plain = TEXTS.iter().copied().flatten();
    let plain = plain.filter(|(_, text)| text(ja) == text(en)).map(|(name, _)| *name);
    let composed = COMPOSED.iter().copied().flatten();
    let composed = composed.filter(|(_, ja, en)| ja == en).map(|(name, _, _)| *name);
    let same: Vec<&str> = plain.chain(composed).collect();
    let listed: Vec<&str> = SAME_IN_BOTH.iter().map(|(name, _)| *name).collect();
    assert_eq!(same, listed, "translate them, or list them in SAME_IN_BOTH with the reason");
}
