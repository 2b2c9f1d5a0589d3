//! The classes of an import in words.

use crate::merge::preview::Class;
use crate::present::viewer::Viewer;

/// Returns the name of a class: 新着, 変更, ….
pub fn class_label(class: Class, viewer: &Viewer) -> &'static str {
    let messages = viewer.messages;
    match class {
        Class::Conflicting => messages.class_conflicting(),
        Class::Refused => messages.class_refused(),
        Class::Elsewhere => messages.class_elsewhere(),
        Class::Cancelled => messages.class_cancelled(),
        Class::Updated => messages.class_updated(),
        Class::New => messages.class_new(),
        Class::RemovedInFile => messages.class_removed(),
        Class::Trashed => messages.class_trashed(),
        Class::Missing => messages.class_missing(),
        Class::Unchanged => messages.class_unchanged(),
    }
}

/// Returns what a class means.
pub fn class_hint(class: Class, viewer: &Viewer) -> &'static str {
    let messages = viewer.messages;
    match class {
        Class::Conflicting => messages.class_conflicting_hint(),
        Class::Refused => messages.class_refused_hint(),
        Class::Elsewhere => messages.class_elsewhere_hint(),
        Class::Cancelled => messages.class_cancelled_hint(),
        Class::Updated => messages.class_updated_hint(),
        Class::New => messages.class_new_hint(),
        Class::RemovedInFile => messages.class_removed_hint(),
        Class::Trashed => messages.class_trashed_hint(),
        Class::Missing => messages.class_missing_hint(),
        Class::Unchanged => messages.class_unchanged_hint(),
    }
}

/// Returns whether a person may take the events of a class or not.
pub fn is_choosable(class: Class) -> bool {
    match class {
        Class::Refused | Class::Unchanged => false,
        Class::Conflicting
        | Class::Elsewhere
        | Class::Cancelled
        | Class::Updated
        | Class::New
        | Class::RemovedInFile
        | Class::Trashed
        | Class::Missing => true,
    }
}

/// Returns the label for accepting a row of the class: 取り込む, 手元からも消す, 元に戻す.
pub fn accept_label(class: Class, viewer: &Viewer) -> &'static str {
    let messages = viewer.messages;
    match class {
        Class::Missing | Class::RemovedInFile => messages.take_delete(),
        Class::Trashed => messages.take_back(),
        Class::Conflicting
        | Class::Refused
        | Class::Elsewhere
        | Class::Cancelled
        | Class::Updated
        | Class::New
        | Class::Unchanged => messages.take_accept(),
    }
}
