//! The texts on the screen: the trait [`Messages`], with one implementation per language.
//!
//! A text without arguments is in a table, with Japanese next to English, so that neither can be forgotten and both can
//! be compared; Japanese is the source of truth. Dates and the words for our own enums are written per language, in
//! `ja.rs` and `en.rs`. Nothing here decides *when* a text is shown.

macro_rules! texts {
    (
        plain { $($text:ident: $ja:literal, $en:literal;)* }
        composed { $($made:ident($($arg:ident: $kind:ty),+) => $made_ja:expr, $made_en:expr;)* }
    ) => {
        // Not methods of the trait: the first view's file would then contain all of them, although it uses only a few.
        impl dyn $crate::i18n::Messages + '_ {
            $(
                #[doc = $ja]
                pub fn $text(&self) -> &'static str {
                    match self.language() {
                        $crate::i18n::Language::Ja => $ja,
                        $crate::i18n::Language::En => $en,
                    }
                }
            )*
            $(
                #[doc = stringify!($made_ja)]
                pub fn $made(&self, $($arg: $kind),+) -> String {
                    match self.language() {
                        $crate::i18n::Language::Ja => $made_ja,
                        $crate::i18n::Language::En => $made_en,
                    }
                }
            )*
        }

        /// The texts of this area by name, for completeness checks.
        pub const TEXTS: &[(&str, $crate::i18n::Text)] =
            &[$((stringify!($text), |messages| messages.$text())),*];

        /// The texts with arguments by name, each with its two expressions, for completeness checks.
        pub const COMPOSED: &[(&str, &str, &str)] =
            &[$((stringify!($made), stringify!($made_ja), stringify!($made_en))),*];
    };
}

pub mod count;
pub mod dates;
pub mod directory;
pub mod en;
pub mod eras;
pub mod event_details;
pub mod event_form;
pub mod event_form_lists;
pub mod export;
pub mod form_help;
pub mod holidays;
pub mod import;
pub mod install;
pub mod ja;
pub mod pages;
pub mod recurrence;
pub mod search;
pub mod settings;
pub mod storage_problems;
pub mod time_texts;
pub mod trash;
pub mod words;

use std::fmt::Debug;

/// Everything that the app says in one language.
///
/// Used as `&'static dyn Messages`. Where the languages differ in more than words, the text is a method of one of the
/// supertraits; the texts of the tables are methods of the trait object itself.
pub trait Messages:
    dates::Dates
    + words::Words
    + eras::Eras
    + holidays::HolidayNames
    + recurrence::RuleWords
    + Debug
    + Send
    + Sync
{
    /// Returns the language of these texts.
    fn language(&self) -> Language;
}

/// A function that looks up a text without arguments.
pub type Text = fn(&dyn Messages) -> &'static str;

/// Every text without arguments, by area.
pub const TEXTS: [&[(&str, Text)]; 16] = [
    directory::TEXTS,
    words::TEXTS,
    trash::TEXTS,
    pages::TEXTS,
    recurrence::TEXTS,
    event_form::TEXTS,
    form_help::TEXTS,
    event_details::TEXTS,
    import::TEXTS,
    install::TEXTS,
    export::TEXTS,
    event_form_lists::TEXTS,
    search::TEXTS,
    settings::TEXTS,
    time_texts::TEXTS,
    storage_problems::TEXTS,
];

/// Every text with arguments, by area: its name and its two expressions.
pub const COMPOSED: [&[(&str, &str, &str)]; 16] = [
    directory::COMPOSED,
    words::COMPOSED,
    trash::COMPOSED,
    pages::COMPOSED,
    recurrence::COMPOSED,
    event_form::COMPOSED,
    form_help::COMPOSED,
    event_details::COMPOSED,
    import::COMPOSED,
    install::COMPOSED,
    export::COMPOSED,
    event_form_lists::COMPOSED,
    search::COMPOSED,
    settings::COMPOSED,
    time_texts::COMPOSED,
    storage_problems::COMPOSED,
];

/// A language that the app supports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// 日本語.
    #[default]
    Ja,
    /// English.
    En,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Ja, Self::En];

    /// Returns the texts of the language.
    pub fn messages(self) -> &'static dyn Messages {
        match self {
            Self::Ja => &ja::Japanese,
            Self::En => &en::English,
        }
    }

    /// Returns the language that a tag (RFC 5646) asks for, or `None` if the app does not support it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| language.tag() == primary)
    }

    /// Returns the tag of the language, as in `<html lang>`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// Returns the language's own name for itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Ja => "日本語",
            Self::En => "English",
        }
    }
}
