//! The welcome page of `index.html`, which is shown before the app is there, has the texts of the app's own page.

use std::fs;

use tsudoi::i18n::{Language, Messages};

use crate::sources::root;

type Text = fn(&dyn Messages) -> &'static str;

const TEXTS: [Text; 18] = [
    |it| it.app_name(),
    |it| it.start_title(),
    |it| it.start_what(),
    |it| it.start_how(),
    |it| it.start_open_file(),
    |it| it.start_open_file_hint(),
    |it| it.start_sample(),
    |it| it.start_sample_hint(),
    |it| it.start_empty(),
    |it| it.start_empty_hint(),
    |it| it.start_coming(),
    |it| it.nav_agenda(),
    |it| it.nav_month(),
    |it| it.year_nav(),
    |it| it.nav_import(),
    |it| it.nav_calendars(),
    |it| it.people_title(),
    |it| it.nav_settings(),
];

#[test]
fn the_page_in_index_html_has_the_texts_of_the_app() {
    let page = fs::read_to_string(root().join("index.html")).expect("the page");
    let (_, welcome) = page.split_once(r#"<div id="welcome""#).expect("the welcome page");
    let (welcome, _) = welcome.split_once("<!--").expect("its end");
    let missing: Vec<&str> = TEXTS
        .iter()
        .flat_map(|text| {
            Language::ALL.map(|language| {
                let words = text(language.messages());
                let element = format!(r#"<span lang="{}">{words}</span>"#, language.tag());
                (!welcome.contains(&element)).then_some(words)
            })
        })
        .flatten()
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
    let shown = welcome.matches(r#"<span lang="ja">"#).count();
    // The name of the app stands twice, and what is coming three times.
    assert_eq!(
        shown,
        TEXTS.len() + 1 + 2,
        "index.html has texts that the app's page does not have"
    );
}
