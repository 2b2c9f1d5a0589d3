//! What the engines' drivers cannot do, all of it: a step that needs one of these is left out by name, and the summary of
//! `./dev test` says so.

use super::engine::Engine;
use crate::outside::skipped;

/// Something that not every driver can do or show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ability {
    /// Clearing what a site has stored while its pages are open.
    ClearedSite,
    /// Showing a page on the clock of another zone.
    OtherZone,
    /// Printing in the format that the page asks for.
    OwnPaper,
    /// Files that only the site has, written at once by its worker: what the spare copy is kept in.
    PrivateFiles,
    /// Saying that a site cannot be reached.
    UnreachableSite,
}

/// The abilities that are missing, each with its reason.
const LIMITS: [(Engine, Ability, &str); 6] = [
    (
        Engine::Firefox,
        Ability::ClearedSite,
        "WebDriver BiDi has no command that clears the storage of a site, only its cookies",
    ),
    (
        Engine::Webkit,
        Ability::ClearedSite,
        "WebKitWebDriver has no command that clears the storage of a site, only its cookies",
    ),
    (
        Engine::Firefox,
        Ability::OtherZone,
        "Firefox ESR 140 does not know `emulation.setTimezoneOverride`",
    ),
    (
        Engine::Webkit,
        Ability::OwnPaper,
        "WebKitGTK prints on the paper of the print dialog; it does not know `@page { size }`",
    ),
    (
        Engine::Webkit,
        Ability::PrivateFiles,
        "`createSyncAccessHandle` of WebKitGTK 2.50 says that its backend does not support this operation",
    ),
    (
        Engine::Webkit,
        Ability::UnreachableSite,
        "WebKitWebDriver reports no error when a site cannot be reached",
    ),
];

/// Messages of the console that are no fault of the app, each a part of the line with its reason.
const NOISE: [(Engine, &str, &str); 1] = [(
    Engine::Webkit,
    "Unrecognized Content-Security-Policy directive 'manifest-src'",
    "WebKitGTK has no web manifests",
)];

/// Returns whether the engine under test can do something. If not, the test is recorded as incomplete.
pub(crate) fn can(ability: Ability) -> bool {
    let engine = Engine::chosen().expect("the engine is known");
    let limit = LIMITS.iter().find(|limit| (limit.0, limit.1) == (engine, ability));
    if let Some((_, _, reason)) = limit {
        skipped(&format!("{}, {ability:?}: {reason}", engine.name()));
    }
    limit.is_none()
}

/// Returns whether a message of the console says nothing about the app.
pub(super) fn is_noise(engine: Engine, line: &str) -> bool {
    NOISE.iter().any(|(noisy, part, _)| *noisy == engine && line.contains(part))
}
