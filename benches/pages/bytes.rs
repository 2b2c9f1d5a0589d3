//! What a visit downloads: each file of the build, alone and by budget, beside all files of the page written by hand; raw,
//! and compressed with brotli 11.

use crate::harness::{Outcome, root};
use crate::host::{compressed_folder, plain_folder};
use crate::table::{Row, Table, Unit};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// The files of the page written by hand that its first view needs.
const PLAIN_FIRST: [&str; 7] =
    ["index.html", "plain.css", "plain.js", "agenda.js", "basics.js", "month.js", "store.js"];

/// A file, or several together: its name, its part, and its bytes.
struct Weight {
    name: String,
    part: Option<String>,
    raw: f64,
    brotli: f64,
}

/// Adds the rows of the bytes.
pub(crate) fn measure(table: &mut Table) -> Outcome {
    let ours = weights(&root().join("dist"))?;
    let mut plain = weights(&plain_folder())?;
    plain.retain(|it| PLAIN_FIRST.contains(&it.name.as_str()));
    let plain = sum("", plain.iter());
    let mut parts: Vec<&String> = Vec::new();
    for part in ours.iter().filter_map(|it| it.part.as_ref()) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    for part in parts {
        let all = sum(part, ours.iter().filter(|it| it.part.as_ref() == Some(part)));
        let theirs = (part == "first view").then_some(&plain);
        add(table, &all, theirs);
        for file in ours.iter().filter(|it| it.part.as_ref() == Some(part)) {
            add(table, file, None);
        }
    }
    let all = sum("all files with a budget", ours.iter().filter(|it| it.part.is_some()));
    add(table, &all, Some(&plain));
    Ok(())
}

fn add(table: &mut Table, weight: &Weight, plain: Option<&Weight>) {
    let mut row = |what: &str, of: fn(&Weight) -> f64| {
        let kilobytes = |weight: &Weight| vec![of(weight) / 1000.0];
        let row = Row::new(format!("bytes, {}, {what}", weight.name), Unit::Kilobytes);
        table.add(row.ours(kilobytes(weight)).plain(plain.map_or_else(Vec::new, kilobytes)));
    };
    row("raw", |it| it.raw);
    row("brotli", |it| it.brotli);
}

fn sum<'w>(name: &str, weights: impl Iterator<Item = &'w Weight>) -> Weight {
    let empty = Weight { name: name.to_owned(), part: None, raw: 0.0, brotli: 0.0 };
    weights.fold(empty, |sum, it| Weight {
        raw: sum.raw + it.raw,
        brotli: sum.brotli + it.brotli,
        ..sum
    })
}

fn weights(folder: &Path) -> Outcome<Vec<Weight>> {
    let sizes = root().join("build/sizes.mjs");
    let mut asked = Command::new("node");
    asked.arg(sizes).arg(folder).args(["--json", "--kept"]).arg(compressed_folder());
    let answer = asked.output()?;
    if !answer.status.success() {
        return Err(String::from_utf8_lossy(&answer.stderr).into_owned().into());
    }
    let files: Vec<Value> = serde_json::from_slice(&answer.stdout)?;
    let weight = |file: &Value| Weight {
        name: without_hash(file["name"].as_str().unwrap_or_default()),
        part: file["budget"].as_str().map(str::to_owned),
        raw: file["raw"].as_f64().unwrap_or(f64::NAN),
        brotli: file["brotli"].as_f64().unwrap_or(f64::NAN),
    };
    Ok(files.iter().map(weight).collect())
}

/// Returns the name of a file without the hash of its bytes, so that the rows of two builds can be compared:
/// `app-0123456789ab_bg.wasm` is `app_bg.wasm`.
fn without_hash(name: &str) -> String {
    let Some((before, rest)) = name.split_once('-') else { return name.to_owned() };
    let is_hash = |it: &str| it.len() == 12 && it.bytes().all(|byte| byte.is_ascii_hexdigit());
    match rest.split_at_checked(12) {
        Some((hash, after)) if is_hash(hash) => format!("{before}{after}"),
        Some(_) | None => name.to_owned(),
    }
}
