//! One connection to the database: opens it, upgrades it, listens to its events and closes it.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::timers::future::TimeoutFuture;
use indexed_db_futures::Build;
use indexed_db_futures::database::{Database, VersionChangeEvent};
use indexed_db_futures::error::{Error, JSError, OpenDbError};
use indexed_db_futures::factory::DBFactory;
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::primitive::TryFromJs;
use wasm_bindgen::JsValue;
use web_sys::EventTarget;

use super::migration::{MIGRATIONS, Migration};
use super::room::has_room;
use crate::storage::fault::{Faults, NoFaults};
use crate::storage::store::StoreEvent;
use crate::storage::store::{FoundOperation, StoreError};

/// How long opening or deleting may be blocked before `on_blocked` is called. Other tabs usually close at once.
const BLOCKED_AFTER_MS: u32 = 500;

/// How long to wait before each new attempt to open. Some failures disappear within a second.
const RETRY_AFTER_MS: [u32; 2] = [100, 600];

/// What to open, and how. Only tests need more than the name.
#[derive(Clone)]
pub struct OpenOptions {
    /// The database's name.
    pub name: String,
    /// Called if another tab does not close the database.
    pub on_blocked: Rc<dyn Fn()>,
    /// The steps to the required version; their number is the version.
    pub migrations: &'static [Migration],
    /// The faults that a test injects into writes.
    pub faults: Rc<dyn Faults>,
}

impl OpenOptions {
    /// Opens the app's database under that name.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            on_blocked: Rc::new(|| {}),
            migrations: MIGRATIONS,
            faults: Rc::new(NoFaults),
        }
    }
}

impl fmt::Debug for OpenOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opening").field("name", &self.name).finish_non_exhaustive()
    }
}

/// An open connection. Dropping it closes it after its last transaction has ended.
pub(super) struct Connection {
    pub(super) database: Database,
    pub(super) found: FoundOperation,
    is_closed: Rc<Cell<bool>>,
    _listeners: [EventListener; 2],
}

impl Connection {
    /// Whether it is closed and must not be used.
    pub(super) fn is_closed(&self) -> bool {
        self.is_closed.get()
    }

    /// Closes it permanently.
    pub(super) fn close(&self) {
        self.is_closed.set(true);
        self.database.as_sys().close();
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.as_sys().close();
    }
}

/// Opens a connection; tries again if the browser itself failed.
pub(super) async fn connect(
    opening: &OpenOptions,
    on_event: Rc<dyn Fn(StoreEvent)>,
) -> Result<Connection, StoreError> {
    for pause in RETRY_AFTER_MS {
        match open(opening).await {
            Err(StoreError::Lost { .. }) if has_room().await == Some(false) => {
                return Err(StoreError::DiskFull);
            }
            Err(StoreError::Lost { .. }) => TimeoutFuture::new(pause).await,
            opened => return opened.map(|(database, found)| listen(database, found, on_event)),
        }
    }
    match open(opening).await {
        Ok((database, found)) => Ok(listen(database, found, on_event)),
        // It fails to open three times in a row: it is damaged, or the disk is full.
        Err(StoreError::Lost { detail }) => Err(StoreError::Unopened { detail }),
        Err(failure) => Err(failure),
    }
}

/// Deletes a database.
pub(crate) async fn delete(name: &str, on_blocked: Rc<dyn Fn()>) -> Result<(), StoreError> {
    let request = DBFactory::new()?.delete_db(name)?;
    let _blocked = when_blocked(request.as_sys(), on_blocked);
    Ok(request.await?)
}

/// Opens a database in its existing version and changes nothing; `None` if there is no database.
pub(super) async fn open_as_it_is(name: &str) -> Result<Option<Database>, StoreError> {
    // Opening without a version creates an empty database if there is none; a failed upgrade leaves nothing behind.
    let is_missing = Rc::new(Cell::new(false));
    let seen = is_missing.clone();
    let upgrade = move |_: VersionChangeEvent, _: Database| {
        seen.set(true);
        Err(Error::Unknown(JSError::Unknown(JsValue::from_str("there is no such database"))))
    };
    match Database::open(name).with_on_upgrade_needed(upgrade).build()?.await {
        Err(_) if is_missing.get() => Ok(None),
        opened => Ok(Some(opened?)),
    }
}

/// The version of an open database.
pub(super) fn version_of(database: &Database) -> u32 {
    // A version that does not fit is newer than every version of ours.
    u32::from_js(JsValue::from_f64(database.version())).unwrap_or(u32::MAX)
}

async fn open(opening: &OpenOptions) -> Result<(Database, FoundOperation), StoreError> {
    let version = u32::try_from(opening.migrations.len()).expect("there are few migrations");
    let migrations = opening.migrations;
    let is_new = Rc::new(Cell::new(false));
    let seen = is_new.clone();
    let upgrade = move |event: VersionChangeEvent, database: Database| {
        seen.set(event.old_version() < 1.0);
        let done = u32::from_js(JsValue::from_f64(event.old_version()))
            .ok()
            .and_then(|old| usize::try_from(old).ok())
            .expect("an upgrade starts from a version below ours");
        migrations.iter().skip(done).try_for_each(|step| step(&database))
    };
    let builder = Database::open(opening.name.as_str()).with_version(version);
    let request = builder.with_on_upgrade_needed(upgrade).build()?;
    let _blocked = when_blocked(request.as_sys(), opening.on_blocked.clone());
    let has_lost = Rc::new(Cell::new(false));
    let lost = has_lost.clone();
    let _loss = EventListener::once(request.as_sys(), "upgradeneeded", move |event| {
        lost.set(tells_of_loss(event));
    });
    match request.await {
        Ok(database) => Ok((
            database,
            match (has_lost.get(), is_new.get()) {
                (true, _) => FoundOperation::Loss,
                (false, true) => FoundOperation::Nothing,
                (false, false) => FoundOperation::Kept,
            },
        )),
        Err(error) if is_version_error(&error) => {
            let Some(database) = open_as_it_is(&opening.name).await? else {
                let detail = "the newer database has just gone".to_owned();
                return Err(StoreError::Lost { detail });
            };
            let found = version_of(&database);
            database.close();
            Err(StoreError::Newer { found })
        }
        Err(error) => Err(error.into()),
    }
}

fn is_version_error(error: &OpenDbError) -> bool {
    match error {
        OpenDbError::Base(Error::DomException(exception)) => {
            exception.as_sys().name() == "VersionError"
        }
        OpenDbError::Base(Error::Serialisation(_) | Error::MissingData(_) | Error::Unknown(_))
        | OpenDbError::VersionZero
        | OpenDbError::UnsupportedEnvironment
        | OpenDbError::NullFactory => false,
    }
}

/// Whether the browser deleted a damaged database. Only Chromium reports it: `dataLoss` is "none" or "total".
fn tells_of_loss(event: &web_sys::Event) -> bool {
    let word = js_sys::Reflect::get(event, &JsValue::from_str("dataLoss"));
    word.ok().and_then(|word| word.as_string()).is_some_and(|word| word != "none")
}

/// Calls back if a request stays blocked. Dropping the returned value cancels this.
fn when_blocked(
    request: &EventTarget,
    on_blocked: Rc<dyn Fn()>,
) -> (EventListener, Rc<RefCell<Option<Timeout>>>) {
    let timer = Rc::new(RefCell::new(None));
    let slot = timer.clone();
    let listener = EventListener::once(request, "blocked", move |_| {
        let wait = Timeout::new(BLOCKED_AFTER_MS, move || on_blocked());
        *slot.borrow_mut() = Some(wait);
    });
    (listener, timer)
}

/// Listens to the database, so that an old tab never blocks a newer one, and a lost connection is marked as closed.
fn listen(
    database: Database,
    found: FoundOperation,
    on_event: Rc<dyn Fn(StoreEvent)>,
) -> Connection {
    let is_closed = Rc::new(Cell::new(false));
    let change = {
        let (database, is_closed) = (database.as_sys().clone(), is_closed.clone());
        let on_event = on_event.clone();
        EventListener::new(&database.clone(), "versionchange", move |event| {
            database.close();
            is_closed.set(true);
            let new = js_sys::Reflect::get(event, &JsValue::from_str("newVersion"));
            let is_delete = new.is_ok_and(|version| version.is_null());
            on_event(if is_delete { StoreEvent::Delete } else { StoreEvent::Upgrade });
        })
    };
    let close = {
        let is_closed = is_closed.clone();
        EventListener::new(database.as_sys(), "close", move |_| {
            is_closed.set(true);
            on_event(StoreEvent::Close);
        })
    };
    Connection { database, found, is_closed, _listeners: [change, close] }
}
