//! The command line for Tsudoi's core, for people who publish calendars from a script, and for tests.
//!
//! It is a native program without a browser, and uses only the core and the bundled time zones. There is one module per
//! command. A command takes its arguments and writes to the output that it is given, so that no command prints by
//! itself. `help::ALL` says what the exit codes mean.

mod arguments;
mod base;
mod check;
mod convert;
mod expand;
mod failure;
mod files;
mod help;
mod holidays;
mod merge;
mod reading;
mod search;
mod words;

use std::io::{self, Write};
use std::process::ExitCode;

use arguments::{Arguments, Parsed};
use failure::{Exit, Failure};

/// A command: its name, help, options and function.
struct Command {
    name: &'static str,
    help: &'static str,
    /// Options without a value.
    flags: &'static [&'static str],
    /// Options with a value.
    values: &'static [&'static str],
    run: fn(&Arguments, &mut dyn Write) -> Result<Exit, Failure>,
}

const COMMANDS: [Command; 6] = [
    Command {
        name: "check",
        help: help::CHECK,
        flags: &["json", "quiet"],
        values: &[],
        run: check::run,
    },
    Command {
        name: "convert",
        help: help::CONVERT,
        flags: &["json", "force", "without-names"],
        values: &["names", "to"],
        run: convert::run,
    },
    Command {
        name: "expand",
        help: help::EXPAND,
        flags: &["json"],
        values: &["from", "to", "limit", "zone"],
        run: expand::run,
    },
    Command {
        name: "holidays",
        help: help::HOLIDAYS,
        flags: &["json"],
        values: &[],
        run: holidays::run,
    },
    Command {
        name: "merge",
        help: help::MERGE,
        flags: &["json", "force", "ours", "theirs", "remove-missing"],
        values: &["base", "write"],
        run: merge::run,
    },
    Command {
        name: "search",
        help: help::SEARCH,
        flags: &["json"],
        values: &["limit", "today"],
        run: search::run,
    },
];

fn main() -> ExitCode {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let exit = match run(&mut out).and_then(|exit| Ok(out.flush().map(|()| exit)?)) {
        Ok(exit) => exit,
        // The program that reads the output has stopped reading, as `head` does.
        Err(Failure::Closed) => Exit::Fine,
        Err(failure) => {
            // If this cannot be written either, the failure cannot be reported.
            let _ = writeln!(io::stderr(), "tsudoi: {failure}");
            failure.exit()
        }
    };
    ExitCode::from(exit.code())
}

fn run(out: &mut dyn Write) -> Result<Exit, Failure> {
    let mut words = std::env::args_os().skip(1);
    let Some(first) = words.next() else {
        return Err(Failure::Usage(format!("no command\n\n{}", help::ALL.trim_end())));
    };
    let name = first.to_string_lossy().into_owned();
    match name.as_str() {
        "-h" | "--help" | "help" => {
            let asked = words.next().and_then(|word| command(&word.to_string_lossy()));
            write!(out, "{}", asked.map_or(help::ALL, |command| command.help))?;
            Ok(Exit::Fine)
        }
        "-V" | "--version" => {
            writeln!(out, "tsudoi {}", env!("CARGO_PKG_VERSION"))?;
            Ok(Exit::Fine)
        }
        _ => {
            let known = || {
                let names: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
                format!("no command `{name}`; there are: {}", names.join(", "))
            };
            let command = command(&name).ok_or_else(|| Failure::Usage(known()))?;
            match arguments::parse(words, command.flags, command.values) {
                Ok(Parsed::Help) => {
                    write!(out, "{}", command.help)?;
                    Ok(Exit::Fine)
                }
                Ok(Parsed::Arguments(arguments)) => (command.run)(&arguments, out),
                Err(message) => Err(message),
            }
            .map_err(|failure| failure.of(command.name))
        }
    }
}

fn command(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}
