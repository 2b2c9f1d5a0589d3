//! What is worked out from all calendars: the one for new events, and the colours of new ones.

use crate::domain::almanac::Almanac;
use crate::domain::almanac::calendar::Calendar;
use crate::domain::almanac::change::Change;
use crate::domain::palette::Color;

impl Almanac {
    /// Returns the calendar for new events: one that was made on this device and is shown, or else a hidden one.
    ///
    /// A new event never goes into a received calendar by itself: if this is `None`, saving it makes a calendar.
    pub fn own_calendar(&self) -> Option<&Calendar> {
        let own = || self.calendars().values().filter(|calendar| calendar.base.is_none());
        own().find(|calendar| calendar.is_shown).or_else(|| own().next())
    }

    /// Returns the colours of the calendars.
    pub fn colors(&self) -> impl Iterator<Item = Color> + '_ {
        self.calendars().values().map(|calendar| Color::of(calendar.facts.color.as_deref()))
    }

    /// Gives each calendar that a change adds without a colour the next free one, so that two of them can be told apart.
    /// One that has the name and the colour of a calendar here gets another colour too.
    ///
    /// A calendar without a colour is shown in the first one of the palette: if that is free, nothing is written.
    #[must_use]
    pub fn with_free_colors(&self, mut change: Change) -> Change {
        let stated = change.calendars.values().flatten().filter_map(|it| it.facts.color.as_deref());
        let mut taken: Vec<Color> =
            self.colors().chain(stated.map(|it| Color::of(Some(it)))).collect();
        for (id, calendar) in change.calendars.iter_mut() {
            let is_alike = |it: &Calendar| {
                let color = Color::of(it.facts.color.as_deref());
                self.calendars().values().any(|here| {
                    !it.facts.title.is_empty()
                        && here.facts.title.trim() == it.facts.title.trim()
                        && Color::of(here.facts.color.as_deref()) == color
                })
            };
            let is_unfit = |it: &&mut Calendar| it.facts.color.is_none() || is_alike(it);
            if let Some(calendar) = calendar.as_mut().filter(is_unfit)
                && !self.calendars().contains_key(id)
            {
                let color = Color::free(taken.iter().copied());
                taken.push(color);
                calendar.facts.color = (color != Color::default()).then(|| color.css().to_owned());
            }
        }
        change
    }
}
