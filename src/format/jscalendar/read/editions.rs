//! Of several events with one uid in a file, the newest counts, in whatever order they are.

use std::cmp::Reverse;

use jiff::civil::DateTime;

use crate::domain::id::EventId;
use crate::domain::series::notice::{Message, message, recurrence_id};
use crate::domain::sorted_set::SortedSet;
use crate::format::issue::Reason;
use crate::format::jscalendar::read::document::{EntryList, GroupItem};
use crate::format::jscalendar::read::notes::{Notes, PointerPath};

/// A uid, the occurrence that a notice is about, and whether it is a message.
type Identity<'e> = (&'e EventId, Option<DateTime>, bool);

/// Keeps the newest of the events that share a uid. If they are equally new, their content decides.
pub(crate) fn keep_newest(notes: &mut Notes<'_>, items: &mut [GroupItem<'_>]) {
    let mut order: Vec<(Identity<'_>, _, _, usize, usize)> = Vec::new();
    for (item, draft) in items.iter().enumerate() {
        for (index, draft) in draft.events.iter().enumerate() {
            let event = &draft.event;
            // Several occurrences of one series have the uid of the series (RFC 8984, 4.3.1).
            let at = recurrence_id(event).map(|id| id.at);
            let message = message(event);
            // Several people may reply.
            if message == Some(Message::Reply) {
                continue;
            }
            let identity: Identity<'_> = (&event.id, at, message.is_some());
            let content = (event.when.start(), event.title.as_str());
            order.push((identity, Reverse(event.revision), Reverse(content), item, index));
        }
    }
    order.sort_unstable();
    let mut losers = Vec::new();
    let mut previous = None;
    for (identity, _, _, item, index) in order {
        if previous == Some(identity) {
            losers.push((item, index));
        }
        previous = Some(identity);
    }
    let losers: SortedSet<(usize, usize)> = losers.into_iter().collect();
    if losers.is_empty() {
        return;
    }
    for (number, item) in items.iter_mut().enumerate() {
        let root = PointerPath::Root;
        let at = item.index.map(|index| PointerPath::Index(&root, index));
        let at = at.as_ref().unwrap_or(&root);
        let mut index = 0;
        item.events.retain(|draft| {
            let is_loser = losers.contains(&(number, index));
            index += 1;
            if is_loser {
                let list = if draft.is_trashed { EntryList::Trash } else { EntryList::Entries };
                let name = list.name();
                let list = PointerPath::Key(at, name);
                let path = draft.index.map_or(*at, |index| PointerPath::Index(&list, index));
                notes.add(&path, Reason::DuplicateUid);
                notes.end(Some(&draft.event.title));
            }
            !is_loser
        });
    }
}
