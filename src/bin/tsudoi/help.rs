//! The help texts: the purpose of each command, its output, and examples.

/// The help that is common to all commands.
pub(crate) const ALL: &str = "\
tsudoi: the calendar files of a labour union, from the command line

  tsudoi check FILE                   what is wrong with a file, and what is in it
  tsudoi convert IN OUT               any version that can be read, into the current one
  tsudoi expand FILE                  every time that its events take place
  tsudoi holidays YEAR                the public holidays of Japan
  tsudoi merge MINE INCOMING          what INCOMING would change in MINE; with --write, does it
  tsudoi search FILE QUERY            the events that fit best

Help and examples:    tsudoi COMMAND --help
For programs:         every command takes --json
Standard input:       - in the place of a file to read; of a file to write it is the standard output

Nothing is ever overwritten without --force, and a file is written wholly or not at all.

Exit codes
  0  done, and nothing to object to
  1  done, and the answer is no: the file has faults, nothing was found, something is left to decide
  2  the command line makes no sense
  3  a file cannot be read, or holds no calendar
  4  a file cannot be written, or stands in the way
";

/// The help of `check`.
pub(crate) const CHECK: &str = "\
tsudoi check FILE [--quiet] [--json]

Reads FILE as an import would and lists what is not as it should be, one line each:

  FILE:LINE: entry: “title”: what is wrong, and what becomes of it (JSON pointer)

  entry   an entry is missing, or not shown
  part    a part of an entry could not be used or kept
  note    everything was kept; the file is only not as the standard has it

The last line counts. Exit code 1 where there is more than notes, 3 where nothing can be read.

  --quiet   leaves out the notes and the last line
  --json    one object: events, calendars, issues

Examples
  tsudoi check union.jscal.json
  curl -s https://example.org/union.jscal.json | tsudoi check -
  tsudoi check --json union.jscal.json | jq '.issues[] | select(.gravity == \"entry\")'
";

/// The help of `convert`.
pub(crate) const CONVERT: &str = "\
tsudoi convert IN OUT [--to FORMAT] [--names WHICH] [--force] [--json]

Reads IN, which is told by its content, and writes OUT as its ending says: .json is JSCalendar 2.0, .ics is
iCalendar (RFC 5545). JSCalendar 1.0 (RFC 8984) becomes 2.0; what neither knows is carried over; what is
lost is listed, and then the exit code is 1. Of a backup, what only the device knew is left out.

  --to FORMAT       json or ics, whatever OUT is called; where OUT is - and nothing is said, json
  --names public    for everybody: who organises, who speaks and whom to ask, and no other names, no contacts, no
                    notes; totals stay; of private events only the time, and no secret ones. Names of the
                    lists that texts still have are listed, and then the exit code is 1
  --names lists     the same with the names on the lists
  --names all       everything; so it is where nothing is said
  --without-names   the same as --names public
  --force           OUT may be replaced
  --json            what was done, as one object

Examples
  tsudoi convert old.json new.jscal.json
  tsudoi convert outlook.ics union.jscal.json
  tsudoi convert --without-names union.jscal.json members.ics
  tsudoi convert --names lists office.jscal.json board.jscal.json
  tsudoi convert old.json - | jq '.entries | length'
";

/// The help of `expand`.
pub(crate) const EXPAND: &str = "\
tsudoi expand FILE [--from DATE] [--to DATE] [--limit N] [--zone ZONE] [--json]

Prints every time that the events of FILE take place, repeating ones expanded, sorted by start. One line
each, apart by tabs:

  start    the wall clock in the event's own zone, 2024-11-01T14:00:00; a bare date when all-day
  end      the same, exclusive; the start again where no length is known
  zone     the event's time zone, or -
  utc      the start in UTC, 2024-11-01T05:00:00Z, or - where the event has no zone
  uid
  title

What was called off is printed too; excluded instances are not. Exit code 1 where there is nothing.

  --from DATE   leaves out what is over before this day
  --to DATE     leaves out what begins after this day
  --limit N     how many at most; without it and without --to, 1000
  --zone ZONE   the zone in which those days are counted, and where floating and all-day events are (UTC)
  --json        one object: isCut, instances

Examples
  tsudoi expand union.jscal.json --from 2026-04-01 --to 2027-03-31 --zone Asia/Tokyo
  tsudoi expand union.jscal.json --from 2026-11-21 --limit 10 | cut -f 1,6
";

/// The help of `holidays`.
pub(crate) const HOLIDAYS: &str = "\
tsudoi holidays YEAR [--json]

Prints the public holidays of Japan in YEAR, 1948 to 2099, by the law of that year: the date and the name
in Japanese, apart by a tab. Substitute holidays (振替休日) and citizens' holidays (国民の休日) are among
them. An equinox that has not been proclaimed yet is a forecast; --json says which. Exit code 1 for a
year without any.

  --json   a list: date, name, nameInEnglish, isForecast

Examples
  tsudoi holidays 2026
  tsudoi holidays 2026 | grep -c 休日
";

/// The help of `merge`.
pub(crate) const MERGE: &str = "\
tsudoi merge MINE INCOMING [--base OLD] [--ours | --theirs] [--remove-missing] [--write OUT] [--force] [--json]

Prints what opening INCOMING would change in MINE, as the app does it: one line for each event
(class, day, title, uid, apart by tabs), then the places that change, indented.

  new, changed, cancelled, deleted     would be done
  conflict                             changed on both sides; each place says which side it takes
  deleted here                         deleted from MINE, and no newer in INCOMING; stays deleted
  missing                              not in INCOMING; stays, unless --remove-missing
  refused                              belongs to somebody else, or INCOMING contradicts itself

OLD is what both sides began with, usually the last file sent out: with it, what was changed on one
side only is taken over, and what was changed on both is a conflict. Without it each difference is a
conflict, and the newer side has it. A backup as MINE knows its own.

Exit code 1 where conflicts or refusals are left; --ours or --theirs settles all conflicts.

  --base OLD         what both sides began with
  --ours, --theirs   which side has all conflicts
  --remove-missing   events that came from OLD and are not in INCOMING go
  --write OUT        writes what MINE becomes
  --force            OUT may be replaced, also where it is MINE
  --json             the plan as one object

Examples
  tsudoi merge ours.jscal.json theirs.jscal.json
  tsudoi merge ours.jscal.json theirs.jscal.json --base sent.jscal.json --write ours.jscal.json --force
";

/// The help of `search`.
pub(crate) const SEARCH: &str = "\
tsudoi search FILE QUERY [--limit N] [--today DATE] [--json]

Finds the events that have every word of QUERY in their title, place, people, organisations,
programme or description, the best first; of equals, the nearest to today. Prints the day, title,
place and uid, apart by tabs; of repeating events the nearest time. A day or a month, as in `12/22`
or `2023年12月`, finds what takes place then. Width, case, kana, accents, variants of kanji and kana that
may be left out do not matter:
`ﾀｶｻｷ` finds タカサキ, `高崎` finds 髙﨑. Exit code 1 where nothing is found.

  --limit N      how many at most (20)
  --today DATE   the day to be near to, instead of today in UTC
  --json         one object: count, events

Examples
  tsudoi search union.jscal.json 執行委員会
  tsudoi search union.jscal.json 交渉 見本会館 --limit 5
  tsudoi search - 学習会 < union.jscal.json
";
