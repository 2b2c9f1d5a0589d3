//! The origin private file system: files that only this app sees, apart from its database.
//!
//! Reading works in pages and workers; writing needs a worker, because only there the browser writes without a copy
//! in between and says when the bytes are on the disk (File System Standard, `createSyncAccessHandle`).

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    File, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetDirectoryOptions,
    FileSystemGetFileOptions, FileSystemReadWriteOptions, FileSystemRemoveOptions,
    FileSystemSyncAccessHandle, StorageManager,
};

/// Returns whether there is such a folder.
pub async fn has_folder(folder: &str) -> bool {
    existing(folder).await.is_some()
}

/// Reads a file, or at most its first `limit` bytes; `None` if there is no such file or the browser cannot read it.
pub async fn read(folder: &str, name: &str, limit: Option<u32>) -> Option<Vec<u8>> {
    let folder = existing(folder).await?;
    let file: File = settled(handle(&folder, name, false).await?.get_file()).await?;
    let buffer = match limit {
        Some(limit) => file.slice_with_i32_and_f64(0, f64::from(limit)).ok()?.array_buffer(),
        None => file.array_buffer(),
    };
    let buffer = JsFuture::from(buffer).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Deletes a folder and its files; returns `false` if it is still there, because a file is being written.
pub async fn remove_folder(folder: &str) -> bool {
    let Some(root) = root().await else { return true };
    let options = FileSystemRemoveOptions::new();
    options.set_recursive(true);
    let _ = JsFuture::from(root.remove_entry_with_options(folder, &options)).await;
    existing(folder).await.is_none()
}

/// A file that is being written. Dropping it closes it.
#[derive(Debug)]
pub struct FileWriter {
    raw: FileSystemSyncAccessHandle,
}

impl FileWriter {
    /// Opens an empty file for writing, and creates it and its folder if needed. Returns `None` if the browser has no
    /// such files or another tab is writing this one. It can only be called in a worker.
    pub async fn open(folder: &str, name: &str) -> Option<Self> {
        let options = FileSystemGetDirectoryOptions::new();
        options.set_create(true);
        let folder = root().await?.get_directory_handle_with_options(folder, &options);
        let folder: FileSystemDirectoryHandle = settled(folder).await?;
        let handle = handle(&folder, name, true).await?;
        // Old browsers have the file system without this method.
        let open = Reflect::get(&handle, &"createSyncAccessHandle".into()).ok()?;
        if !open.is_function() {
            return None;
        }
        let raw: FileSystemSyncAccessHandle = settled(handle.create_sync_access_handle()).await?;
        let writer = Self { raw };
        writer.raw.truncate_with_u32(0).ok()?;
        Some(writer)
    }

    /// Writes bytes at a position; `None` if not all of them could be written.
    pub fn write_at(&self, position: u32, bytes: &[u8]) -> Option<()> {
        let options = FileSystemReadWriteOptions::new();
        options.set_at_u32(position);
        let written = self.raw.write_with_u8_array_and_options(bytes, &options).ok()?;
        let wanted = f64::from(u32::try_from(bytes.len()).ok()?);
        (written >= wanted).then_some(())
    }

    /// Waits until everything is on the disk; `None` if that fails.
    pub fn flush(&self) -> Option<()> {
        self.raw.flush().ok()
    }
}

impl Drop for FileWriter {
    fn drop(&mut self) {
        self.raw.close();
    }
}

/// Returns the root of the file system; `None` if this browser or window has none.
async fn root() -> Option<FileSystemDirectoryHandle> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let manager = Reflect::get(&navigator, &"storage".into()).ok()?;
    let open = Reflect::get(&manager, &"getDirectory".into()).ok()?;
    if !open.is_function() {
        return None;
    }
    settled(manager.unchecked_into::<StorageManager>().get_directory()).await
}

async fn existing(folder: &str) -> Option<FileSystemDirectoryHandle> {
    settled(root().await?.get_directory_handle(folder)).await
}

async fn handle(
    folder: &FileSystemDirectoryHandle,
    name: &str,
    may_create: bool,
) -> Option<FileSystemFileHandle> {
    let options = FileSystemGetFileOptions::new();
    options.set_create(may_create);
    settled(folder.get_file_handle_with_options(name, &options)).await
}

/// Waits for a promise; `None` if it is rejected.
async fn settled<T: JsCast>(promise: Promise) -> Option<T> {
    let value: JsValue = JsFuture::from(promise).await.ok()?;
    Some(value.unchecked_into())
}
