//! From a plan and a person's choices to the change of the almanac.

use std::collections::{BTreeMap, BTreeSet};

use super::choices::{Choices, Take};
use super::field::Side;
use super::plan::{MergePlan, Planned, Saying};
use super::step::{Verdict, judge};
use crate::domain::almanac::Almanac;
use crate::domain::change::Change;
use crate::domain::entry::{Base, Entry, Happening, News};
use crate::domain::event::Event;
use crate::domain::id::CalendarId;
use crate::domain::time::UtcTime;

impl MergePlan {
    /// The change that carries out what was chosen; the almanac must be the one that was planned against.
    ///
    /// What is skipped leaves no trace, so that the next import offers it again.
    pub fn resolve(self, almanac: &Almanac, choices: &Choices) -> Change {
        let mut entries = BTreeMap::new();
        let mut rows = self.rows;
        rows.extend(self.quiet);
        // In the order of the map that they go into, which is then filled from one end.
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        for planned in rows {
            if choices.take(&planned.id, planned.class) == Take::Skip {
                continue;
            }
            let id = planned.id.clone();
            let ours = almanac.entry(&id);
            let wanted = outcome(ours, planned, choices, self.imported_at);
            if wanted.as_ref() != ours {
                entries.insert(id, wanted);
            }
        }
        let used: BTreeSet<&CalendarId> =
            entries.values().flatten().map(|entry| &entry.calendar).collect();
        let calendars = self
            .calendars
            .into_iter()
            .filter(|step| {
                choices.calendars == Take::Accept
                    || (step.is_new() && used.contains(&step.after.id))
            })
            .filter(|step| step.before.as_ref() != Some(&step.after))
            .map(|step| (step.after.id.clone(), Some(step.after)))
            .collect();
        Change { calendars, entries }
    }
}

/// The entry as it is wanted; what stands here where nothing is to be done.
fn outcome(
    ours: Option<&Entry>,
    planned: Planned,
    choices: &Choices,
    imported_at: UtcTime,
) -> Option<Entry> {
    let sides = choices.sides(&planned.id);
    let Some(verdict) = judge(ours, planned.said(), &planned.calendar, sides) else {
        return ours.cloned();
    };
    match (verdict, ours) {
        (Verdict::Merge { merged, completed }, Some(ours)) => {
            let Saying::Event(theirs) = planned.said else { return Some(ours.clone()) };
            let said = completed.unwrap_or(theirs);
            let base = if merged.event == *said { Base::AsImported } else { Base::Was(said) };
            let news = if merged.changed.is_empty() {
                ours.news.clone()
            } else {
                Some(Box::new(changed(&ours.event, &merged.event)))
            };
            Some(Entry { event: merged.event, base, news, ..ours.clone() })
        }
        (Verdict::Remove { conflict: Some(Side::Ours), .. }, Some(ours)) => {
            Some(kept(ours.clone(), planned.said, imported_at))
        }
        (Verdict::Remove { .. }, _) => None,
        (Verdict::Add | Verdict::Restore, _) => match planned.said {
            Saying::Event(event) => Some(Entry {
                event: *event,
                calendar: planned.calendar,
                base: Base::AsImported,
                is_mine: false,
                news: Some(Box::new(News {
                    happening: Happening::New,
                    is_seen: false,
                    before: None,
                })),
            }),
            Saying::Entry(entry) => Some(*entry),
            Saying::Ambiguous(_) | Saying::Deleted(_) | Saying::Nothing => ours.cloned(),
        },
        (Verdict::Same { .. } | Verdict::Refuse(_) | Verdict::Merge { .. }, ours) => ours.cloned(),
    }
}

fn changed(before: &Event, after: &Event) -> News {
    let is_called_off = after.is_cancelled() && !before.is_cancelled();
    let happening = if is_called_off { Happening::Cancelled } else { Happening::Changed };
    News { happening, is_seen: false, before: Some(Box::new(before.clone())) }
}

/// An event kept against its deletion: from now on it is this device's own, and later than the deletion.
fn kept(mut ours: Entry, said: Saying, imported_at: UtcTime) -> Entry {
    if let Saying::Deleted(at) = said {
        ours.base = Base::Local;
        let updated = &mut ours.event.revision.updated;
        *updated = (*updated).max(Some(imported_at.max(at)));
    }
    ours
}
