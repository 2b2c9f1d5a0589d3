//! A static server that can be stopped and started again at the same address.

use super::{Outcome, root};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The site under test: `build/serve.mjs` on a folder, at a port that stays the same for the whole test.
pub(crate) struct Site {
    folder: PathBuf,
    address: String,
    server: Option<Child>,
}

impl Site {
    /// Serves `folder` on a free port.
    pub(crate) fn start(folder: &Path) -> Outcome<Self> {
        let (server, address) = serve(folder, "0", &[])?;
        Ok(Self { folder: folder.to_owned(), address, server: Some(server) })
    }

    /// Returns the address of the served folder, with a slash at its end.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Stops the site.
    pub(crate) fn stop(&mut self) -> Outcome {
        if let Some(mut server) = self.server.take() {
            server.kill()?;
            server.wait()?;
        }
        Ok(())
    }

    /// Starts the site again at the same address.
    pub(crate) fn start_again(&mut self) -> Outcome {
        let port = self.address.trim_end_matches('/').rsplit(':').next().unwrap_or_default();
        let (server, _) = serve(&self.folder, port, &[])?;
        self.server = Some(server);
        Ok(())
    }

    /// Serves the site again at the same address, as a host that cannot send a policy.
    pub(crate) fn start_again_without_policy(&mut self) -> Outcome {
        self.stop()?;
        let port = self.address.trim_end_matches('/').rsplit(':').next().unwrap_or_default();
        let (server, _) = serve(&self.folder, port, &["--no-policy"])?;
        self.server = Some(server);
        Ok(())
    }

    /// Serves another folder at the same address, as after a new version was published.
    pub(crate) fn publish(&mut self, folder: &Path) -> Outcome {
        self.stop()?;
        folder.clone_into(&mut self.folder);
        self.start_again()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stop().ok();
    }
}

/// Copies a file, or a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) -> Outcome {
    if from.is_file() {
        fs::copy(from, to)?;
        return Ok(());
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}

fn serve(folder: &Path, port: &str, options: &[&str]) -> Outcome<(Child, String)> {
    let mut server = Command::new("node")
        .arg(root().join("build/serve.mjs"))
        .arg("--dir")
        .arg(folder)
        .args(["--exact", "--quality", "1", "--port", port])
        .args(options)
        .stdout(Stdio::piped())
        .spawn()?;
    let out = server.stdout.take().ok_or("the server has no output")?;
    let mut address = String::new();
    BufReader::new(out).read_line(&mut address)?;
    if address.is_empty() {
        server.wait()?;
        return Err("the server did not start".into());
    }
    Ok((server, address.trim().to_owned()))
}
