//! Parses arguments: file names in order, options without a value, and options with a value.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;

use jiff::civil::Date;
use lexopt::{Arg, Parser, ValueExt};
use tsudoi::format::clock::parse_day;

use crate::failure::Failure;

/// The arguments after the command.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    positions: Vec<String>,
    flags: BTreeSet<&'static str>,
    values: BTreeMap<&'static str, String>,
}

/// Arguments, or a request for help.
#[derive(Debug)]
pub(crate) enum Parsed {
    Arguments(Arguments),
    Help,
}

/// Parses the arguments of a command that has these options.
pub(crate) fn parse(
    words: impl Iterator<Item = OsString>,
    flags: &[&'static str],
    values: &[&'static str],
) -> Result<Parsed, Failure> {
    let usage = |error: lexopt::Error| Failure::Usage(error.to_string());
    let mut found = Arguments::default();
    let mut parser = Parser::from_args(words);
    while let Some(argument) = parser.next().map_err(usage)? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Parsed::Help),
            Arg::Value(value) => found.positions.push(value.string().map_err(usage)?),
            Arg::Long(name) => {
                if let Some(flag) = flags.iter().find(|flag| **flag == name) {
                    found.flags.insert(flag);
                } else if let Some(option) = values.iter().find(|option| **option == name) {
                    let value = parser.value().and_then(ValueExt::string).map_err(usage)?;
                    found.values.insert(option, value);
                } else {
                    return Err(unknown(&format!("--{name}"), flags, values));
                }
            }
            // A number is no option: 5 degrees below zero may be searched for.
            Arg::Short(name) if name.is_ascii_digit() => {
                let rest = parser.optional_value().map(ValueExt::string).transpose();
                let rest = rest.map_err(usage)?.unwrap_or_default();
                found.positions.push(format!("-{name}{rest}"));
            }
            Arg::Short(name) => return Err(unknown(&format!("-{name}"), flags, values)),
        }
    }
    Ok(Parsed::Arguments(found))
}

fn unknown(name: &str, flags: &[&str], values: &[&str]) -> Failure {
    let known: Vec<String> = flags.iter().chain(values).map(|it| format!("--{it}")).collect();
    Failure::Usage(format!("no option `{name}`; there are: {}", known.join(", ")))
}

impl Arguments {
    /// Returns the names, if their number is exactly `COUNT`.
    pub(crate) fn names<const COUNT: usize>(&self, what: &str) -> Result<[&str; COUNT], Failure> {
        let names: Vec<&str> = self.positions.iter().map(String::as_str).collect();
        let found = names.len();
        names.try_into().map_err(|_| {
            Failure::Usage(format!("expects {what}, but {found} arguments were given"))
        })
    }

    /// Returns the first name, and all other names joined.
    pub(crate) fn name_and_rest(&self, what: &str) -> Result<(&str, String), Failure> {
        match self.positions.split_first() {
            Some((first, rest)) if !rest.is_empty() => Ok((first, rest.join(" "))),
            Some(_) | None => Err(Failure::Usage(format!("expects {what}"))),
        }
    }

    /// Whether the option is present.
    pub(crate) fn has(&self, flag: &str) -> bool {
        self.flags.contains(flag)
    }

    /// Returns the value of an option.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// Returns the day that an option states.
    pub(crate) fn day(&self, name: &str) -> Result<Option<Date>, Failure> {
        let wrong = |text: &str| {
            Failure::Usage(format!("--{name} expects a day like 2026-04-01, not `{text}`"))
        };
        self.value(name).map(|text| parse_day(text).ok_or_else(|| wrong(text))).transpose()
    }

    /// Returns the number that an option states.
    pub(crate) fn count(&self, name: &str) -> Result<Option<usize>, Failure> {
        let wrong =
            |text: &str| Failure::Usage(format!("--{name} expects a whole number, not `{text}`"));
        self.value(name).map(|text| text.parse().map_err(|_| wrong(text))).transpose()
    }
}
