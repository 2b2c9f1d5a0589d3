//! Modules of one layer import each other in one direction only, and no folder has too many files to look through.
//!
//! The imports between layers are checked in `architecture.rs`. A module and the modules inside it count as one unit:
//! imports between a parent and its child are not checked.

#![expect(clippy::indexing_slicing, reason = "the places were found in the list itself")]

use std::collections::{BTreeMap, BTreeSet};

use crate::sources::{code, root, sources};

/// A folder with more files than this needs a reason.
const FILES_IN_A_FOLDER: usize = 12;

/// The folders with more files, each with the reason.
const LARGE_FOLDERS: [(&str, &str); 12] = [
    ("src/bin/tsudoi", "a file for each command, and what they share"),
    ("src/domain/search", "a file for each step from a text to what is found"),
    ("src/domain/series", "a file for each question about a series"),
    ("src/domain/sharing", "a file for each thing that may name somebody"),
    ("src/format", "a file for each thing that all formats share"),
    ("src/format/jscalendar/read", "a file for each part of an event"),
    ("src/i18n", "a table of texts for each area of the app"),
    ("src/platform", "a file for each interface of the browser"),
    ("src/present/text", "a file for each kind of value that is put into words"),
    ("src/state", "a file for each concern of the running app"),
    ("src/ui/components", "a file for each component"),
    ("src/ui/pages", "a file for each page"),
];

/// A module by the steps of its path: `["domain", "event"]`.
type Module = Vec<String>;

#[test]
fn no_module_imports_what_imports_it() {
    let graph = imports();
    let found: Vec<String> = circles(&graph).iter().map(shown).collect();
    assert!(found.is_empty(), "modules that import each other: {found:#?}");
}

#[test]
fn a_folder_with_many_files_has_a_reason() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for file in sources(&root().join("src")) {
        let folder = file.parent().and_then(|folder| folder.strip_prefix(root()).ok());
        let folder = folder.expect("the sources are in the repository").display().to_string();
        *counts.entry(folder).or_default() += 1;
    }
    counts.retain(|_, count| *count > FILES_IN_A_FOLDER);
    let listed: BTreeSet<&str> = LARGE_FOLDERS.iter().map(|(folder, _)| *folder).collect();
    let new: Vec<_> = counts.iter().filter(|(it, _)| !listed.contains(it.as_str())).collect();
    assert!(new.is_empty(), "divide these folders, or list them with the reason: {new:?}");
    let small: Vec<_> = listed.iter().filter(|it| !counts.contains_key(**it)).collect();
    assert!(small.is_empty(), "no longer large, so take them out of LARGE_FOLDERS: {small:?}");
}

/// Returns each module of the library with the modules of its own layer that it names, except its parents and children.
fn imports() -> BTreeMap<Module, BTreeSet<Module>> {
    let src = root().join("src");
    let mut codes: BTreeMap<Module, String> = BTreeMap::new();
    for file in sources(&src) {
        let path = file.strip_prefix(&src).expect("the file is below src").with_extension("");
        let mut module: Module =
            path.iter().map(|step| step.to_string_lossy().into_owned()).collect();
        module.pop_if(|last| last == "mod");
        let is_of_library = module.first().is_some_and(|first| first != "bin");
        if is_of_library && module.len() > 1 || file.ends_with("mod.rs") {
            codes.insert(module, code(&file));
        }
    }
    let named = |(module, code): (&Module, &String)| {
        let paths = paths(code).into_iter().map(|path| absolute(module, path));
        let known = |path: Module| {
            (1..=path.len())
                .rev()
                .map(|length| path[..length].to_vec())
                .find(|it| codes.contains_key(it))
        };
        let is_other = |other: &Module| {
            other.first() == module.first()
                && !other.starts_with(module)
                && !module.starts_with(other)
        };
        (module.clone(), paths.filter_map(known).filter(is_other).collect())
    };
    codes.iter().map(named).collect()
}

/// A path from the root of the library; `from` is the module that contains the path.
fn absolute(from: &Module, mut path: Module) -> Module {
    let mut base = match path.first().map(String::as_str) {
        Some("crate") => Vec::new(),
        _ => from.clone(),
    };
    while let Some("crate" | "self" | "super") = path.first().map(String::as_str) {
        if path.remove(0) == "super" {
            base.pop();
        }
    }
    base.extend(path);
    base
}

/// Returns every path of a code that begins with `crate`, `super` or `self`, with those in braces one by one.
fn paths(code: &str) -> Vec<Module> {
    let tokens = tokens(code);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let begins = matches!(tokens[at], "crate" | "super" | "self")
            && tokens.get(at + 1) == Some(&"::")
            && (at == 0 || tokens[at - 1] != "::");
        at = if begins { path(&tokens, at, &mut Vec::new(), &mut found) } else { at + 1 };
    }
    found
}

/// Reads one path, or a list of them in braces, that begins at a token; returns the end of it.
fn path(tokens: &[&str], at: usize, prefix: &mut Module, found: &mut Vec<Module>) -> usize {
    if tokens.get(at) == Some(&"{") {
        let mut at = at + 1;
        while at < tokens.len() && tokens[at] != "}" {
            at = match tokens[at] {
                "," => at + 1,
                "as" => at + 2,
                _ => path(tokens, at, &mut prefix.clone(), found),
            };
        }
        return at + 1;
    }
    prefix.extend(tokens.get(at).map(|&word| word.to_owned()));
    let goes_on = |next: &&str| *next == "{" || next.starts_with(|c: char| c.is_alphabetic());
    if tokens.get(at + 1) == Some(&"::") && tokens.get(at + 2).is_some_and(goes_on) {
        return path(tokens, at + 2, prefix, found);
    }
    found.push(prefix.clone());
    at + 1
}

/// Splits a code into words, `::`, and other signs.
fn tokens(code: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let length = if is_word(first) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(length);
        tokens.push(token);
        rest = after.trim_start();
    }
    tokens
}

/// Returns the groups of modules in which each module reaches every other.
fn circles(graph: &BTreeMap<Module, BTreeSet<Module>>) -> BTreeSet<BTreeSet<Module>> {
    let reached = |from: &Module| {
        let mut seen = BTreeSet::new();
        let mut next: Vec<&Module> = vec![from];
        while let Some(module) = next.pop() {
            next.extend(graph[module].iter().filter(|it| seen.insert((*it).clone())));
        }
        seen
    };
    let all: BTreeMap<&Module, BTreeSet<Module>> =
        graph.keys().map(|module| (module, reached(module))).collect();
    let circle = |module: &&Module| {
        let back = |it: &&Module| all[*it].contains(*module);
        all[*module].iter().filter(back).cloned().collect::<BTreeSet<_>>()
    };
    graph.keys().map(|module| circle(&module)).filter(|circle| !circle.is_empty()).collect()
}

/// Writes a group as text: `domain: event, repeat`.
fn shown(circle: &BTreeSet<Module>) -> String {
    let layer = circle.first().and_then(|module| module.first()).map_or("", String::as_str);
    let names: Vec<String> = circle.iter().map(|module| module[1..].join("::")).collect();
    format!("{layer}: {}", names.join(", "))
}

#[test]
fn paths_are_found_in_groups_and_expressions() {
    let code = "use super::{a, b::{C, self}}; fn d() { crate::e::f(x::y) } use self::g as h;";
    let found = paths(code).into_iter().map(|path| absolute(&vec!["m".into(), "n".into()], path));
    let found: Vec<String> = found.map(|path| path.join("::")).collect();
    assert_eq!(found, ["m::a", "m::b::C", "m::b::self", "e::f", "m::n::g"]);
}
