//! Deleting everything that the app keeps on this device.

use std::rc::Rc;

use crate::format::problem::StorageProblem;
use crate::repository::failure::while_opening;
use crate::storage::device;
use crate::storage::store::StoreError;

use super::app::AppState;
use super::database;
use super::reading::WIPED;
use super::sentinel::Sentinel;

impl AppState {
    /// Deletes all data of this device and the settings, as if the app was never used. The other tabs follow.
    ///
    /// The data go in one write that is on the disk at once. Whatever happens after it, the next start finds an empty
    /// database at a later revision than the sentinel's, which is no loss.
    pub async fn delete_everything(self) -> Result<(), StorageProblem> {
        let inner = self.inner();
        let turn = inner.repository.lock().await;
        // The spare goes first: if the app is stopped here, nothing seems to be lost.
        super::spare::remove().await;
        let wiped = match turn.as_ref() {
            Some(repository) => repository.store().wipe().await.map(|_| ()),
            None => Err(StoreError::Full),
        };
        if wiped.is_err() {
            // A database that cannot be written can still be deleted; then the note must go first.
            Sentinel::remove();
            let deleted = device::delete(&database::name(), Rc::new(|| {})).await;
            deleted.map_err(while_opening)?;
        }
        // Another tab may have written it again before its database was empty.
        super::spare::remove().await;
        Sentinel::remove();
        super::early::forget();
        super::settings::forget();
        super::draft::forget();
        if let Some(channel) = inner.channel.borrow().as_ref() {
            channel.post(WIPED);
        }
        Ok(())
    }
}
