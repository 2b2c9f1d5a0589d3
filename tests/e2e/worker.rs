//! The web worker: no other origin hears from it, and files that are missing are said.

use super::app::{go, import, meetings, started};
use super::harness::{Browser, Name, Outcome, Site, root, run_app};
use super::shell::copy;
use serde_json::json;
use std::fs;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::PathBuf;
use std::time::Duration;

/// Returns a copy of the built app, and its files whose names begin and end so.
fn copy_with(name: &str, prefix: &str, ending: &str) -> Outcome<(PathBuf, Vec<PathBuf>)> {
    let folder = copy(name)?;
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if file.starts_with(prefix) && file.ends_with(ending) {
            files.push(path);
        }
    }
    assert!(!files.is_empty(), "no {prefix}…{ending}");
    Ok((folder, files))
}

/// Returns a copy of the built app without the files whose names begin and end so.
fn copy_without(name: &str, prefix: &str, ending: &str) -> Outcome<PathBuf> {
    let (folder, files) = copy_with(name, prefix, ending)?;
    for file in files {
        fs::remove_file(file)?;
    }
    Ok(folder)
}

/// Opens a file, for which the app starts its worker.
async fn open_file(site: &Site, browser: &Browser) -> Outcome {
    // The page is loaded again, also if it is open already.
    browser.open(&format!("{}icons/icon.svg", site.address())).await?;
    browser.open(&format!("{}#/import", site.address())).await?;
    started(browser).await?;
    browser.find("button", Name::Is("ファイルを選ぶ")).await?;
    browser.choose_files(&[&meetings()]).await
}

#[test]
fn the_worker_reaches_no_other_origin() {
    run_app("worker-policy", async |site, browser| {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let other = listener.local_addr()?;
        // In place of the worker's script: it tries every way out, and then tells the page that it ran.
        let probe = format!(
            r#"
            const channel = new BroadcastChannel("probe");
            (async () => {{
                try {{ await fetch("http://{other}/"); }} catch {{}}
                try {{ new WebSocket("ws://{other}/"); }} catch {{}}
                try {{ importScripts("http://{other}/x.js"); }} catch {{}}
                setInterval(() => channel.postMessage(new URL(self.base ?? location.href).pathname), 100);
            }})();
            "#
        );
        let (folder, scripts) = copy_with("probing-worker", "worker-", ".js")?;
        for script in scripts {
            fs::write(script, &probe)?;
        }
        for has_header in [true, false] {
            site.publish(&folder)?;
            if !has_header {
                site.start_again_without_policy()?;
            }
            open_file(site, browser).await?;
            let ran = "return await new Promise((resolve) => { new BroadcastChannel('probe').onmessage = (event) => resolve(event.data); });";
            let script = browser.script(ran, Vec::new()).await?;
            assert!(script.as_str().is_some_and(|it| it.starts_with("/worker-")), "{script}");
            tokio::time::sleep(Duration::from_millis(500)).await;
            let arrived = listener.accept().map(|_| ()).map_err(|error| error.kind());
            assert_eq!(arrived, Err(ErrorKind::WouldBlock), "header: {has_header}");
        }
        fs::remove_dir_all(folder)?;
        Ok(())
    });
}

#[test]
fn a_host_that_can_send_the_policy_has_it() {
    run_app("worker-headers", async |site, browser| {
        let headers = fs::read_to_string(root().join("dist/_headers"))?;
        browser.open(site.address()).await?;
        started(browser).await?;
        let header = "return (await fetch('./index.html')).headers.get('content-security-policy');";
        let sent = browser.script(header, Vec::new()).await?;
        let sent = sent.as_str().ok_or("no policy was sent")?;
        assert!(headers.contains(&format!("Content-Security-Policy: {sent}\n")), "{headers}");
        assert!(sent.contains("connect-src 'self'") && sent.ends_with("frame-ancestors 'none'"));
        // The app works under it as well as without it.
        import(browser, &meetings()).await?;
        site.start_again_without_policy()?;
        browser.reload().await?;
        started(browser).await?;
        go(browser, "#/day/2024-11-23").await?;
        browser.see("芋煮会").await
    });
}

/// As after a new version was published: the worker's files of the old one are no longer on the server.
#[test]
fn a_worker_whose_files_are_gone_is_said() {
    for (name, missing) in [("worker-no-script", ".js"), ("worker-no-wasm", ".wasm")] {
        run_app(name, async |site, browser| {
            let folder = copy_without(name, "worker", missing)?;
            site.publish(&folder)?;
            open_file(site, browser).await?;
            browser.see("ファイルを読む部分を開始できませんでした").await?;
            browser.find("button", Name::Is("再読み込み")).await?;
            fs::remove_dir_all(folder)?;
            Ok(())
        });
    }
}

#[test]
fn a_missing_start_script_is_said() {
    for (name, prefix, ending) in [("no-boot", "boot-", ".js"), ("no-glue", "app-", ".js")] {
        run_app(name, async |site, browser| {
            let folder = copy_without(name, prefix, ending)?;
            site.publish(&folder)?;
            browser.open(site.address()).await?;
            browser.see("つどいを起動できませんでした").await?;
            site.publish(&root().join("dist"))?;
            browser.click("link", Name::Is("もう一度開いて")).await?;
            started(browser).await?;
            browser.find("heading", Name::Is("ようこそ")).await?;
            let left = "return document.querySelector('#start-failed');";
            assert_eq!(browser.script(left, Vec::new()).await?, json!(null));
            fs::remove_dir_all(folder)?;
            Ok(())
        });
    }
}
