//! The two hosts of a measurement: the built app, and the page written by hand. They compress as hard as real hosts do,
//! because over an emulated network the bytes count.

use crate::harness::{Outcome, root};
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// One of the two that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The built app.
    Ours,
    /// The page written by hand in plain JavaScript.
    Plain,
}

/// Calls `measure` for the app and for the page written by hand in turn, so many times, and returns the values of both.
pub(crate) async fn in_turn<T>(
    rounds: usize,
    mut measure: impl AsyncFnMut(Side) -> Outcome<T>,
) -> Outcome<[Vec<T>; 2]> {
    let (mut ours, mut plain) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        ours.push(measure(Side::Ours).await?);
        plain.push(measure(Side::Plain).await?);
    }
    Ok([ours, plain])
}

/// A running host; it ends when this value is dropped.
#[derive(Debug)]
pub(crate) struct Host {
    server: Child,
    address: String,
}

impl Host {
    /// Serves a folder at a free port.
    pub(crate) fn start(folder: &Path) -> Outcome<Self> {
        let mut server = Command::new("node")
            .arg(root().join("build/serve.mjs"))
            .arg("--dir")
            .arg(folder)
            .args(["--exact", "--port", "0", "--quality", "11", "--kept"])
            .arg(compressed_folder())
            .stdout(Stdio::piped())
            .spawn()?;
        let out = server.stdout.take().ok_or("the host has no output")?;
        let mut address = String::new();
        BufReader::new(out).read_line(&mut address)?;
        Ok(Self { server, address: address.trim().to_owned() })
    }

    /// Returns the address of the folder, with a slash at its end.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Asks for each file once, so that no measurement waits for the compression.
    fn compress(&self, folder: &Path) -> Outcome {
        let port = self.address.trim_end_matches('/').rsplit(':').next().unwrap_or_default();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                let mut stream = TcpStream::connect(format!("127.0.0.1:{port}"))?;
                let name = entry.file_name().to_string_lossy().into_owned();
                write!(
                    stream,
                    "GET /{name} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: br\r\nConnection: close\r\n\r\n"
                )?;
                std::io::copy(&mut stream, &mut std::io::sink())?;
            }
        }
        Ok(())
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

/// The hosts of both.
#[derive(Debug)]
pub(crate) struct Hosts {
    ours: Host,
    plain: Host,
}

impl Hosts {
    /// Starts both.
    pub(crate) fn start() -> Outcome<Self> {
        let folders = [root().join("dist"), plain_folder()];
        let [ours, plain] = folders.map(|folder| {
            let host = Host::start(&folder)?;
            host.compress(&folder)?;
            Outcome::Ok(host)
        });
        Ok(Self { ours: ours?, plain: plain? })
    }

    /// Returns the address of one of them.
    pub(crate) fn address(&self, side: Side) -> &str {
        match side {
            Side::Ours => self.ours.address(),
            Side::Plain => self.plain.address(),
        }
    }
}

/// Returns the folder in which compressed files are kept from one run to the next.
pub(crate) fn compressed_folder() -> PathBuf {
    root().join("target/brotli")
}

/// Returns the folder of the page written by hand.
pub(crate) fn plain_folder() -> PathBuf {
    root().join("benches/pages/by_hand")
}
