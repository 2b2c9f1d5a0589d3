//! The basis of every end-to-end test: a site, a browser with a profile of its own, and functions to look and act.
//!
//! A test is one call of [`run`]. Only as many run at a time as [`turns`] allows, however many test threads there are.

mod act;
mod axe;
mod bidi;
mod browser;
mod channel;
mod device;
mod engine;
mod find;
mod firefox;
mod limits;
mod paper;
mod site;
mod turns;

pub(crate) use browser::Browser;
pub(crate) use device::{Theme, Viewport};
pub(crate) use find::Name;
pub(crate) use limits::{Ability, can};
pub(crate) use site::{Site, copy as copy_all};

use turns::Turn;

use std::error::Error;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The result of a step of a test; any error ends the test, with a picture of the page.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const PATIENCE: Duration = Duration::from_secs(15);
const BETWEEN_LOOKS: Duration = Duration::from_millis(25);

/// Runs one test on the folder `served` in a browser whose language is `language`.
///
/// `name` names the profile folder, and the screenshot that is saved when the test fails.
pub(crate) fn run(
    name: &str,
    served: &Path,
    language: &str,
    test: impl AsyncFnOnce(&mut Site, &mut Browser) -> Outcome,
) {
    let _turn = Turn::wait();
    let began = Instant::now();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime can be made");
    let outcome = runtime.block_on(async {
        Outcome::Ok((Site::start(served)?, Browser::start(name, language).await?))
    });
    let (mut site, mut browser) = outcome.expect("site and browser start");
    let outcome =
        catch_unwind(AssertUnwindSafe(|| runtime.block_on(test(&mut site, &mut browser))));
    let failed = !matches!(outcome, Ok(Ok(())));
    let closed = runtime.block_on(async {
        if failed {
            browser.screenshot(&format!("failed-{name}")).await.ok();
            let look = "return [location.hash, document.body.textContent.slice(0, 500)];";
            println!("page: {}", browser.script(look, Vec::new()).await.unwrap_or_default());
            for line in browser.console().await.unwrap_or_default() {
                println!("console: {line}");
            }
        }
        browser.quit().await
    });
    note_time(name, began.elapsed());
    match outcome {
        Ok(Ok(())) => closed.expect("the browser closes"),
        Ok(Err(error)) => panic!("{name}: {error}"),
        Err(assertion) => resume_unwind(assertion),
    }
}

/// Runs one test on the built app in Japanese.
pub(crate) fn run_app(name: &str, test: impl AsyncFnOnce(&mut Site, &mut Browser) -> Outcome) {
    run_app_in("ja", name, test);
}

/// Runs one test on the built app in a browser whose language is `language`.
pub(crate) fn run_app_in(
    language: &str,
    name: &str,
    test: impl AsyncFnOnce(&mut Site, &mut Browser) -> Outcome,
) {
    let dist = root().join("dist");
    assert!(dist.join("index.html").exists(), "dist/ is missing: run ./dev build");
    run(name, &dist, language, test);
}

/// Returns the folder for what tests write; each engine has its own, so that two can run side by side.
pub(crate) fn scratch() -> PathBuf {
    let engine = engine::Engine::chosen().expect("the engine is known");
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(engine.name())
}

/// Adds a line to the file that `TSUDOI_TIMES` names; `./dev test` prints the slowest.
fn note_time(name: &str, took: Duration) {
    let Some(file) = std::env::var_os("TSUDOI_TIMES") else { return };
    let file = OpenOptions::new().create(true).append(true).open(file);
    let mut file = file.expect("the list of times can be written");
    let engine = engine::Engine::chosen().map_or("", engine::Engine::name);
    writeln!(file, "{:.1} s {engine} {name}", took.as_secs_f64())
        .expect("the list of times can be written");
}

/// Returns the folder of the repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Calls `look` repeatedly until it finds something; `what` names it in the error.
///
/// An error while looking counts as "not yet": the page may be redrawing itself.
pub(crate) async fn until<T>(
    what: &str,
    look: impl AsyncFnMut() -> Outcome<Option<T>>,
) -> Outcome<T> {
    until_after(PATIENCE, what, look).await
}

/// Like [`until`], with another time limit.
pub(crate) async fn until_after<T>(
    patience: Duration,
    what: &str,
    mut look: impl AsyncFnMut() -> Outcome<Option<T>>,
) -> Outcome<T> {
    let began = Instant::now();
    loop {
        let last = match look().await {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => None,
            Err(error) => Some(error),
        };
        if began.elapsed() > patience {
            let why = last.map(|error| format!(": {error}")).unwrap_or_default();
            return Err(format!("waited in vain for {what}{why}").into());
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
}
