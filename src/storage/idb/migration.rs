//! Migrations of the database: one step per version. A step is never changed after its release.
//!
//! Steps run in the synchronous upgrade callback, in which an error aborts the whole upgrade. (The library's
//! asynchronous callback commits everything before the error.) A step that needs old records must therefore not wait
//! for a request.

use indexed_db_futures::Build;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::Error;

/// A step from one version to the next.
pub type Migration = fn(&Database) -> Result<(), Error>;

/// The steps of this app, the first one from nothing to version 1.
pub const MIGRATIONS: &[Migration] = &[step_1];

/// Key → text: `revision`, `receipts`, `calendars`.
pub(super) const META: &str = "meta";
/// Shard key → text.
pub(super) const SHARDS: &str = "shards";
/// Number → text of an operation.
pub(super) const JOURNAL: &str = "journal";

/// Number → text of the change that undoes the operation.
pub(super) const UNDO: &str = "undo";

/// The number of writes, in decimal digits.
pub(super) const REVISION: &str = "revision";
/// The receipts of the last writes.
pub(super) const RECEIPTS: &str = "receipts";
/// The record of the calendars.
pub(super) const CALENDARS: &str = "calendars";

/// Version 1: four object stores without key paths or indices, and revision 0.
fn step_1(db: &Database) -> Result<(), Error> {
    let meta = db.create_object_store("meta").build()?;
    meta.put("0").with_key("revision").build()?;
    db.create_object_store("shards").build()?;
    db.create_object_store("journal").build()?;
    db.create_object_store("undo").build()?;
    Ok(())
}
