//! The names of our own properties.
//!
//! JSCalendar 1.8.1: a vendor's property begins with a domain that the vendor controls. [`V`] is that domain, and it is
//! defined only here.

macro_rules! domain {
    () => {
        "tsudoi.example"
    };
}

macro_rules! vendor {
    ($($(#[$doc:meta])* $constant:ident = $name:literal;)+) => {
        $($(#[$doc])* pub const $constant: &str = concat!(domain!(), ":", $name);)+
    };
}

/// The domain with which our properties begin.
pub const V: &str = domain!();

/// The beginning of the URIs of our kinds.
pub const CATEGORY_PREFIX: &str = concat!("https://", domain!(), "/categories/");

/// The program that wrote a file.
pub const PRODUCT: &str = concat!("-//", domain!(), "//Tsudoi ", env!("CARGO_PKG_VERSION"), "//JA");

/// The beginning of the names of our programs, of any version.
pub const OWN_PRODUCTS: &str = concat!("-//", domain!(), "//");

/// The beginning of every property of ours.
pub const PREFIX: &str = concat!(domain!(), ":");

/// The version of our properties that we write.
pub const FORMAT: u32 = 1;

/// The version of backups that we write: 2 since they contain the trash.
pub const BACKUP_FORMAT: u32 = 2;

vendor! {
    /// Of a participant: the organisation.
    AFFILIATION = "affiliation";
    /// Of a participant: whether they came.
    ATTENDANCE = "attendance";
    /// Of an event: whom it is for.
    AUDIENCE = "audience";
    /// Of a group: that it is a backup, with its version.
    BACKUP = "backup";
    /// Of a backup: the events in the trash, which are not among its entries.
    BIN = "bin";
    /// Of an entry in a bundle: the calendar that it belongs to.
    CALENDAR = "calendar";
    /// Of a bundle: the calendars in it.
    CALENDARS = "calendars";
    /// Of an event: the month is known and the day is not. The event then lasts the whole month and does not block time.
    DAY_UNDECIDED = "dayUndecided";
    /// Of a group: what was deleted, and when.
    DELETED = "deleted";
    /// Of a group: when the organisation begins its fiscal years.
    FISCAL_YEAR = "fiscalYear";
    /// Of a group: the version of our properties.
    FORMAT_VERSION = "formatVersion";
    /// Of a backup: the organisations, people and rosters.
    DIRECTORY = "directory";
    /// Of an event: totals of participants.
    HEADCOUNT = "headcount";
    /// Of a group: the days off of the organisation in addition to the law.
    HOLIDAYS = "holidays";
    /// Of an event that repeats: what happens to an instance on a day off.
    HOLIDAY_RULE = "holidayRule";
    /// Of an entry in a backup: what the device knows about it.
    LOCAL = "local";
    /// Of a place: that people meet there.
    IS_MEETING_PLACE = "isMeetingPlace";
    /// Of an event: when people meet.
    MEETING_TIME = "meetingTime";
    /// Of a participant: the reading of the name.
    NAME_KANA = "nameKana";
    /// Of a participant: a note.
    NOTE = "note";
    /// Of a group: that it holds only some events of its calendar.
    PART = "part";
    /// Of a participant: a telephone number.
    PHONE = "phone";
    /// Of an event that is `cancelled`: that it is postponed to another day.
    POSTPONED = "postponed";
    /// Of one instance of a series: how much of it others may see.
    PRIVACY = "privacy";
    /// Of an event: its parts.
    PROGRAMME = "programme";
    /// Of an event: how people sign up for it.
    REGISTRATION = "registration";
    /// Of an event that repeats: the month in which its numbers begin again.
    RESTART_MONTH = "restartMonth";
    /// Of an event: its number in a series.
    SERIES_NUMBER = "seriesNumber";
    /// Of a backup: the settings of the device.
    SETTINGS = "settings";
    /// Of an event: why it does not take place.
    STATUS_REASON = "statusReason";
    /// Of an event: the day is known and the time is not.
    TIME_UNDECIDED = "timeUndecided";
    /// Of a participant: when it was last changed.
    UPDATED = "updated";
    /// A role: speaker.
    ROLE_SPEAKER = "speaker";
    /// A role: guest.
    ROLE_GUEST = "guest";
    /// A role: observer.
    ROLE_OBSERVER = "observer";
    /// A role: staff.
    ROLE_STAFF = "staff";
    /// A role: the contact person.
    ROLE_CONTACT = "contact";
}

/// Returns the name without our prefix, if it has it.
pub fn own(name: &str) -> Option<&str> {
    name.strip_prefix(PREFIX)
}
