//! `tsudoi holidays`: the public holidays of Japan in a year.

use std::io::Write;

use serde_json::json;
use tsudoi::domain::time::holidays::equinox::PROCLAIMED;
use tsudoi::domain::time::holidays::law::{Certainty, Holiday, of_year};
use tsudoi::i18n::Language;

use crate::arguments::Arguments;
use crate::failure::{Exit, Failure};

/// Runs the command.
pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<Exit, Failure> {
    let [text] = arguments.names("one YEAR")?;
    let wrong = || Failure::Usage(format!("a year is a number like 2026, not `{text}`"));
    let year: i16 = text.parse().map_err(|_| wrong())?;
    let days = of_year(year, PROCLAIMED);
    let (ja, en) = (Language::Ja.messages(), Language::En.messages());
    let is_forecast = |holiday: &Holiday| holiday.certainty == Certainty::Forecast;
    if arguments.has("json") {
        let row = |holiday: &Holiday| {
            json!({
                "date": holiday.day.to_string(),
                "name": ja.holiday(holiday.name),
                "nameInEnglish": en.holiday(holiday.name),
                "isForecast": is_forecast(holiday),
            })
        };
        writeln!(out, "{:#}", json!(days.iter().map(row).collect::<Vec<_>>()))?;
    } else {
        for holiday in &days {
            writeln!(out, "{}\t{}", holiday.day, ja.holiday(holiday.name))?;
        }
    }
    Ok(if days.is_empty() { Exit::No } else { Exit::Fine })
}
