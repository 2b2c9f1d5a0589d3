//! The names of holidays. The Japanese names are those of the Cabinet Office's list (内閣府「国民の祝日について」). The
//! list calls every day of 第3条 休日; people say 振替休日 and 国民の休日, and so does the app.

use crate::domain::time::holidays::rules::Name;

use super::en::English;
use super::ja::Japanese;

/// The names of holidays.
pub trait HolidayNames {
    /// Returns the name of a holiday: 元日, 成人の日, 振替休日, ….
    fn holiday(&self, name: Name) -> &'static str;
}

impl HolidayNames for Japanese {
    fn holiday(&self, name: Name) -> &'static str {
        named(name).0
    }
}

impl HolidayNames for English {
    fn holiday(&self, name: Name) -> &'static str {
        named(name).1
    }
}

fn named(name: Name) -> (&'static str, &'static str) {
    match name {
        Name::NewYear => ("元日", "New Year’s Day"),
        Name::ComingOfAge => ("成人の日", "Coming of Age Day"),
        Name::Foundation => ("建国記念の日", "National Foundation Day"),
        Name::EmperorsBirthday => ("天皇誕生日", "Emperor’s Birthday"),
        Name::SpringEquinox => ("春分の日", "Vernal Equinox Day"),
        Name::Showa => ("昭和の日", "Showa Day"),
        Name::Constitution => ("憲法記念日", "Constitution Day"),
        Name::Greenery => ("みどりの日", "Greenery Day"),
        Name::Children => ("こどもの日", "Children’s Day"),
        Name::Marine => ("海の日", "Marine Day"),
        Name::Mountain => ("山の日", "Mountain Day"),
        Name::RespectForTheAged => ("敬老の日", "Respect for the Aged Day"),
        Name::AutumnEquinox => ("秋分の日", "Autumnal Equinox Day"),
        Name::HealthAndSports => ("体育の日", "Health and Sports Day"),
        Name::Sports => ("スポーツの日", "Sports Day"),
        Name::Culture => ("文化の日", "Culture Day"),
        Name::LabourThanksgiving => ("勤労感謝の日", "Labour Thanksgiving Day"),
        Name::Wedding => ("結婚の儀", "Wedding of the Crown Prince"),
        Name::Funeral => ("大喪の礼", "State Funeral of Emperor Showa"),
        Name::Accession => ("天皇の即位の日", "Day of the Emperor’s Accession"),
        Name::Enthronement => ("即位礼正殿の儀", "Enthronement Ceremony"),
        Name::Substitute => ("振替休日", "Substitute holiday"),
        Name::Citizens => ("国民の休日", "Citizens’ holiday"),
    }
}
