//! The page shell: it starts, its policy is enforced, it opens without a server, and it changes versions only when
//! asked.

use super::app::{complaints, started};
use super::harness::{Browser, Outcome, Site, copy_all, root, run_app, scratch};
use serde_json::json;
use std::fs;
use std::path::PathBuf;

/// Resolves when the files are cached; returns the running build and the number of files that are missing.
const KEPT: &str = r#"
    await navigator.serviceWorker.register("./sw.js", { scope: "./", updateViaCache: "none" });
    await navigator.serviceWorker.ready;
    const asked = new MessageChannel();
    const answer = new Promise((resolve) => { asked.port1.onmessage = (event) => resolve(event.data); });
    (await navigator.serviceWorker.ready).active.postMessage({ type: "tsudoi:status" }, [asked.port2]);
    const { build, missing } = await answer;
    return `${build} ${missing}`;
"#;

/// Asks for a newer version, and resolves with the service worker's answer.
const FAILED_UPDATE: &str = r#"
    const told = new Promise((resolve) => {
        navigator.serviceWorker.addEventListener("message", (event) => resolve(event.data));
    });
    navigator.serviceWorker.startMessages();
    (await navigator.serviceWorker.ready).update();
    return await told;
"#;

async fn kept(browser: &Browser) -> Outcome<String> {
    let answer = browser.script(KEPT, Vec::new()).await?;
    let (build, missing) =
        answer.as_str().and_then(|text| text.split_once(' ')).ok_or("no status")?;
    assert_eq!(missing, "0");
    Ok(build.to_owned())
}

/// A copy of the built app, so that a test can publish a changed one.
pub(crate) fn copy(name: &str) -> Outcome<PathBuf> {
    let target = scratch().join(name);
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    copy_all(&root().join("dist"), &target)?;
    Ok(target)
}

#[test]
fn the_app_starts_without_a_complaint() {
    run_app("start", async |site, browser| {
        browser.open(site.address()).await?;
        started(browser).await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        assert_eq!(
            browser
                .script("return document.querySelectorAll('#first-paint').length;", Vec::new())
                .await?,
            0
        );
        browser.screenshot("start").await?;
        Ok(())
    });
}

#[test]
fn the_page_runs_nothing_that_is_not_its_own() {
    run_app("policy", async |site, browser| {
        browser.open(site.address()).await?;
        started(browser).await?;
        let intruder = r#"
            // Some browsers report for the policy of the page and for that of the header.
            const blocked = [];
            document.addEventListener("securitypolicyviolation", (event) => blocked.push(event.effectiveDirective));
            const script = document.createElement("script");
            script.textContent = "window.intruded = true";
            document.body.append(script);
            const style = document.createElement("style");
            style.textContent = "body { opacity: 0 }";
            document.head.append(style);
            const button = document.createElement("button");
            button.setAttribute("onclick", "window.intruded = true");
            button.click();
            try { await fetch("http://127.0.0.2:9/"); } catch {}
            // The reports come in tasks of their own.
            for (let wait = 0; wait < 100 && new Set(blocked).size < 4; wait += 1) {
                await new Promise((resolve) => setTimeout(resolve, 20));
            }
            return { intruded: window.intruded ?? false, opacity: getComputedStyle(document.body).opacity, blocked: [...new Set(blocked)].sort() };
        "#;
        assert_eq!(
            browser.script(intruder, Vec::new()).await?,
            json!({
                "intruded": false,
                "opacity": "1",
                "blocked": ["connect-src", "script-src-attr", "script-src-elem", "style-src-elem"],
            })
        );
        Ok(())
    });
}

#[test]
fn after_one_visit_it_opens_without_a_server() {
    run_app("offline", async |site, browser| {
        browser.open(site.address()).await?;
        started(browser).await?;
        kept(browser).await?;
        site.stop()?;
        browser.restart().await?;
        browser.open(&format!("{}#/month/2024-11", site.address())).await?;
        started(browser).await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn it_works_in_a_sub_folder() {
    let outer = scratch().join("in-a-folder");
    copy_all(&root().join("dist"), &outer.join("some/folder")).expect("the build can be copied");
    super::harness::run("folder", &outer, "ja", async |site: &mut Site, browser: &mut Browser| {
        let address = format!("{}some/folder/", site.address());
        browser.open(&address).await?;
        started(browser).await?;
        kept(browser).await?;
        site.stop()?;
        browser.reload().await?;
        started(browser).await?;
        assert_eq!(complaints(browser).await?, Vec::<String>::new());
        Ok(())
    });
    fs::remove_dir_all(outer).expect("the copy can be removed");
}

#[test]
fn a_new_version_waits_for_a_yes() {
    run_app("update", async |site, browser| {
        browser.open(site.address()).await?;
        started(browser).await?;
        let old = kept(browser).await?;
        let next = copy("next-version")?;
        let worker = fs::read_to_string(next.join("sw.js"))?;
        fs::write(next.join("sw.js"), worker.replace(&old, "nextversion"))?;
        site.publish(&next)?;

        let update = r#"
            const registration = await navigator.serviceWorker.ready;
            await registration.update();
            const coming = registration.installing ?? registration.waiting;
            if (coming.state === "installing") {
                await new Promise((resolve) => coming.addEventListener("statechange", resolve, { once: true }));
            }
            return coming.state;
        "#;
        assert_eq!(browser.script(update, Vec::new()).await?, "installed");
        assert_eq!(kept(browser).await?, old);

        let agree = r#"
            const taken = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
            (await navigator.serviceWorker.ready).waiting.postMessage({ type: "tsudoi:activate" });
            await taken;
        "#;
        browser.script(agree, Vec::new()).await?;
        browser.reload().await?;
        started(browser).await?;
        assert_eq!(kept(browser).await?, "nextversion");
        let caches = browser.script("return (await caches.keys()).length;", Vec::new()).await?;
        assert_eq!(caches, 1);
        fs::remove_dir_all(next)?;
        Ok(())
    });
}

#[test]
fn a_half_uploaded_version_is_refused_and_the_old_one_works_on() {
    run_app("broken", async |site, browser| {
        browser.open(site.address()).await?;
        started(browser).await?;
        let old = kept(browser).await?;
        let broken = copy("broken-version")?;
        let worker = fs::read_to_string(broken.join("sw.js"))?;
        let at = worker
            .find(r#""path":"index.html","sha256":""#)
            .ok_or("index.html is not on the list")?;
        let (before, after) = worker.split_at(at + 32);
        let digit = if after.starts_with('0') { "1" } else { "0" };
        let (_, rest) = after.split_at(1);
        fs::write(
            broken.join("sw.js"),
            format!("{before}{digit}{rest}").replace(&old, "brokenversion"),
        )?;
        site.publish(&broken)?;

        assert_eq!(
            browser.script(FAILED_UPDATE, Vec::new()).await?,
            json!({ "type": "tsudoi:install-failed", "reason": "changed", "file": "index.html" })
        );
        site.stop()?;
        browser.reload().await?;
        started(browser).await?;
        assert_eq!(kept_offline(browser).await?, old);
        fs::remove_dir_all(broken)?;
        Ok(())
    });
}

#[test]
fn a_full_device_keeps_the_version_it_has() {
    run_app("full", async |site, browser| {
        browser.open(site.address()).await?;
        started(browser).await?;
        let old = kept(browser).await?;
        let next = copy("version-without-room")?;
        let worker = fs::read_to_string(next.join("sw.js"))?;
        fs::write(next.join("sw.js"), worker.replace(&old, "withoutroom"))?;
        site.publish(&next)?;
        browser.fill_storage(site.address()).await?;

        let told = browser.script(FAILED_UPDATE, Vec::new()).await?;
        assert_eq!(told["reason"], "storage", "{told}");
        site.stop()?;
        browser.reload().await?;
        started(browser).await?;
        assert_eq!(kept_offline(browser).await?, old);
        fs::remove_dir_all(next)?;
        Ok(())
    });
}

/// Like [`kept`], but without registering again, which needs a server.
async fn kept_offline(browser: &Browser) -> Outcome<String> {
    let (_, question) = KEPT.split_once(";\n").ok_or("the script has one line only")?;
    let answer = browser.script(question, Vec::new()).await?;
    Ok(answer.as_str().unwrap_or_default().trim_end_matches(" 0").to_owned())
}
