//! The details in the form of an event: why it does not take place, signing up, colour and privacy.

use jiff::civil::DateTime;

use crate::domain::color::CssColor;
use crate::domain::event::Event;
use crate::domain::registration::{Registration, end_of_day, is_end_of_day};
use crate::domain::status::Privacy;
use crate::present::color::Color;
use crate::present::path::format_day;

use super::form::{Form, LONGEST_LINE};
use super::times::{Times, clock, day, time};
use super::wrong::{Field, Problem, Wrong, wrong};

/// The details in the form of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DetailsForm {
    /// 理由, of an event that does not take place.
    pub reason: String,
    /// 返事の締切日, `2024-12-22`.
    pub closes_day: String,
    /// 返事の締切時刻; empty for the end of the day.
    pub closes_time: String,
    /// 定員.
    pub capacity: String,
    /// 参加費, in yen.
    pub fee: String,
    /// 行事の色; `None` for that of the calendar.
    pub color: Option<Color>,
    /// 公開範囲.
    pub privacy: Privacy,
}

impl DetailsForm {
    /// The details of an event that is there.
    pub fn of(event: &Event) -> Self {
        let registration = event.registration.as_deref();
        let closes = registration.and_then(|it| it.closes);
        let number = |number: Option<u32>| number.map(|it| it.to_string()).unwrap_or_default();
        let clock_of = |at: DateTime| (!is_end_of_day(at)).then(|| clock(at.time()));
        Self {
            reason: event.status_reason.clone(),
            closes_day: closes.map(|at| format_day(at.date())).unwrap_or_default(),
            closes_time: closes.and_then(clock_of).unwrap_or_default(),
            capacity: number(registration.and_then(|it| it.capacity)),
            fee: number(registration.and_then(|it| it.fee_yen)),
            color: event.color.as_ref().and_then(Color::own),
            privacy: event.privacy.clone(),
        }
    }

    /// Whether anything below the fold of the form is said, so that it is shown unfolded.
    pub fn is_any(&self) -> bool {
        Self { reason: String::new(), ..self.clone() } != Self::default()
    }

    /// Until when to reply, or what is wrong with that; `None` where nothing is written.
    pub fn closes(&self) -> Result<Option<DateTime>, Vec<Wrong>> {
        if self.closes_day.trim().is_empty() && self.closes_time.trim().is_empty() {
            return Ok(None);
        }
        let day = day(&self.closes_day, Field::ClosesDay)?;
        let time = time(&self.closes_time, Field::ClosesTime)?;
        Ok(Some(time.map_or_else(|| end_of_day(day), |time| day.to_datetime(time))))
    }

    /// What is wrong with what was edited.
    pub fn check(&self, before: &Self) -> Vec<Wrong> {
        let mut wrongs = Vec::new();
        if self.reason != before.reason && self.reason.chars().count() > LONGEST_LINE {
            wrongs.extend(wrong(Field::Reason, Problem::TooManyLetters(LONGEST_LINE)));
        }
        if self.has_other_deadline(before) {
            wrongs.extend(self.closes().err().unwrap_or_default());
        }
        let amounts = [
            (Field::Capacity, &self.capacity, &before.capacity),
            (Field::Fee, &self.fee, &before.fee),
        ];
        for (field, text, was) in amounts {
            if text != was {
                wrongs.extend(amount(text).err().map(|problem| Wrong { field, problem }));
            }
        }
        wrongs
    }

    /// The lines of the text that keeps the form, by name.
    pub(super) fn lines(&self) -> [(&'static str, String); 7] {
        [
            ("reason", self.reason.clone()),
            ("closes-day", self.closes_day.clone()),
            ("closes-time", self.closes_time.clone()),
            ("capacity", self.capacity.clone()),
            ("fee", self.fee.clone()),
            ("color", self.color.map(Color::slug).unwrap_or_default().to_owned()),
            ("privacy", privacy_text(&self.privacy)),
        ]
    }

    /// The details out of such lines; a form that was kept before there were any has none.
    pub(super) fn parse(mut take: impl FnMut(&str) -> Option<String>) -> Self {
        let mut text = |name: &str| take(name).unwrap_or_default();
        Self {
            reason: text("reason"),
            closes_day: text("closes-day"),
            closes_time: text("closes-time"),
            capacity: text("capacity"),
            fee: text("fee"),
            color: color(&text("color")),
            privacy: privacy(&text("privacy")),
        }
    }

    fn has_other_deadline(&self, before: &Self) -> bool {
        (&self.closes_day, &self.closes_time) != (&before.closes_day, &before.closes_time)
    }
}

impl Form {
    /// Whether one may still reply when the event has begun, as far as both can be read. It is said and never blocks.
    pub fn closes_late(&self) -> bool {
        let (Ok(Some(closes)), Ok(times)) = (self.details.closes(), self.times()) else {
            return false;
        };
        match times {
            Times::Timed { start, .. } if is_end_of_day(closes) => closes.date() > start.date(),
            Times::Timed { start, .. } => closes > start,
            Times::AllDay { first, .. } | Times::Undecided { first, .. } => closes.date() > first,
        }
    }
}

/// Puts the details that were edited onto an event.
pub(super) fn set_details(event: &mut Event, form: &Form, before: &Form) -> Result<(), Vec<Wrong>> {
    let (details, was) = (&form.details, &before.details);
    let has_other_status = form.status != before.status;
    if form.status.is_called_off() {
        if has_other_status || details.reason != was.reason {
            details.reason.trim().clone_into(&mut event.status_reason);
        }
    } else if has_other_status {
        // What takes place after all has no reason not to.
        event.status_reason.clear();
    }
    if details.color != was.color {
        event.foreign.0.remove("color");
        event.color = details.color.and_then(|color| CssColor::new(color.css()));
    }
    if details.privacy != was.privacy {
        event.foreign.0.remove("privacy");
        event.privacy = details.privacy.clone();
    }
    let has_other_numbers = (&details.capacity, &details.fee) != (&was.capacity, &was.fee);
    if details.has_other_deadline(was) || has_other_numbers {
        let mut registration = event.registration.take().unwrap_or_default();
        if details.has_other_deadline(was) {
            registration.closes = details.closes()?;
        }
        if details.capacity != was.capacity {
            registration.capacity = amount(&details.capacity).unwrap_or_default();
        }
        if details.fee != was.fee {
            registration.fee_yen = amount(&details.fee).unwrap_or_default();
        }
        event.registration = Some(registration).filter(|it| **it != Registration::default());
    }
    Ok(())
}

/// A whole number as people write one: `1,000`, `４０名`, `¥500`; `None` for nothing.
fn amount(text: &str) -> Result<Option<u32>, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let text = text.trim_start_matches(['¥', '￥']).trim_end_matches(['円', '人', '名']).trim();
    let digit = |letter: char| match letter {
        '０'..='９' => char::from_digit(u32::from(letter) - u32::from('０'), 10),
        '0'..='9' => Some(letter),
        _ => None,
    };
    let is_comma = |letter: &char| matches!(letter, ',' | '，');
    let digits: Option<String> = text.chars().filter(|it| !is_comma(it)).map(digit).collect();
    digits.and_then(|it| it.parse().ok()).map(Some).ok_or(Problem::BadAmount)
}

/// The colour of that name in a kept form, and in the choice of the form.
pub fn color(slug: &str) -> Option<Color> {
    Color::ALL.into_iter().find(|color| color.slug() == slug)
}

fn privacy_text(privacy: &Privacy) -> String {
    match privacy {
        Privacy::Public => "public".to_owned(),
        Privacy::Private => "private".to_owned(),
        Privacy::Secret => "secret".to_owned(),
        Privacy::Other(other) => format!("other:{other}"),
    }
}

fn privacy(text: &str) -> Privacy {
    match text {
        "private" => Privacy::Private,
        "secret" => Privacy::Secret,
        text => match text.strip_prefix("other:") {
            Some(other) => Privacy::Other(other.into()),
            None => Privacy::Public,
        },
    }
}
