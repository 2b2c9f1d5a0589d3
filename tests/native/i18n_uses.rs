//! Every text of the tables is used somewhere, and none was left untranslated.

#![expect(clippy::string_slice, reason = "the places were found in the text itself")]

use tsudoi::i18n::{COMPOSED, Language, TEXTS};

use crate::sources::{code, root, sources};

/// Texts that no code uses yet, each with the reason to keep it.
const NOT_USED_YET: [(&str, &str); 2] = [
    ("write_failed_title", "for a commit that fails for an unexpected reason"),
    ("write_failed_text", "for a commit that fails for an unexpected reason"),
];

/// Texts that are the same in Japanese and English, each with the reason.
const SAME_IN_BOTH: [(&str, &str); 1] = [("lapse", "two words with an arrow between them")];

#[test]
fn every_text_is_used() {
    let all: String = sources(&root().join("src")).iter().map(|file| code(file)).collect();
    let names = TEXTS.iter().copied().flatten().map(|(name, _)| *name);
    let names = names.chain(COMPOSED.iter().copied().flatten().map(|(name, _, _)| *name));
    let unused: Vec<&str> = names.filter(|name| !is_called(&all, name)).collect();
    let listed: Vec<&str> = NOT_USED_YET.iter().map(|(name, _)| *name).collect();
    let dead: Vec<_> = unused.iter().filter(|name| !listed.contains(name)).collect();
    assert!(dead.is_empty(), "remove these texts, which no code uses: {dead:?}");
    let alive: Vec<_> = listed.iter().filter(|name| !unused.contains(name)).collect();
    assert!(alive.is_empty(), "used by now, so take them out of NOT_USED_YET: {alive:?}");
}

/// Whether the code names a method: `messages.name(…)`, or `<dyn Messages>::name`.
fn is_called(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].trim_end();
        let goes_on =
            code[at + name.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        !goes_on && (before.ends_with('.') || before.ends_with("::"))
    })
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
