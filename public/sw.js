// The service worker: keeps the built files on the device, so that the app opens without a network.
//
// It knows files, not data: it never touches IndexedDB, and requests for files that are not on its list go to the
// network as if it did not exist. The build (build/finish.mjs) writes the list. If the list is empty (`trunk serve`),
// this worker takes over at once, removes the caches of earlier builds, and lets every request through. To switch off
// offline use, publish an empty list.
//
// Contract with the app:
//   register    navigator.serviceWorker.register("./sw.js", { scope: "./", updateViaCache: "none" }), after the first
//               paint. Call `registration.update()` when the page becomes visible again.
//   new version `registration.waiting` is set, at load or after "updatefound" and the state "installed" while
//               `navigator.serviceWorker.controller` is set. Ask the person; on yes
//               registration.waiting.postMessage({ type: "tsudoi:activate" }).
//               Without a yes the new version takes over when no page is open.
//   take-over   "controllerchange" fires in every tab. A tab that had a controller before, and has one now, must reload
//               (after saving what is being typed); the very first take-over on a device is no reason to, nor is a
//               browser that has removed this worker with the data of the site.
//   failure     pages receive { type: "tsudoi:install-failed", reason, file }; the old version goes on working.
//               reason: "storage" (the device is full), "network", "changed" (the bytes are not those of the build:
//               a captive portal, or a host that is half-way through an upload).
//   status      controller.postMessage({ type: "tsudoi:status" }, [port]) is answered on the port with
//               { type: "tsudoi:status", build, files, missing, bytes }; missing 0 means ready for offline use.

"use strict";

// Written by the build: the name of this build, and of each file its path, SHA-256, media type and size.
const BUILD = { id: "", files: [] };

const SCOPE = self.registration.scope;
// Contains the folder, because two copies of the app on one host share one cache storage.
const CACHE_PREFIX = `tsudoi-files ${new URL(SCOPE).pathname} `;
const CACHE = CACHE_PREFIX + BUILD.id;
const PAGE = new URL("index.html", SCOPE).href;
const FILES = new Map(BUILD.files.map((file) => [new URL(file.path, SCOPE).href, file]));
const DOWNLOADS_AT_ONCE = 4;

class InstallError extends Error {
    constructor(reason, file) {
        super(`${reason}: ${file}`);
        this.reason = reason;
        this.file = file;
    }
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
    if (event.data?.type === "tsudoi:activate") {
        event.waitUntil(self.skipWaiting());
    } else if (event.data?.type === "tsudoi:status" && event.ports[0]) {
        event.waitUntil(status().then((answer) => event.ports[0].postMessage(answer)));
    }
});
self.addEventListener("fetch", (event) => {
    const url = listed(event.request);
    if (url !== null) {
        event.respondWith(answer(url, event.request));
    }
});

// Stores all files or none: an incomplete cache is deleted again, and the previous version stays active.
async function install() {
    if (FILES.size === 0) {
        await self.skipWaiting();
        return;
    }
    try {
        const cache = await caches.open(CACHE);
        const waiting = [...FILES];
        const download = async () => {
            for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
                await keep(cache, ...next);
            }
        };
        await Promise.all(Array.from({ length: DOWNLOADS_AT_ONCE }, download));
    } catch (error) {
        await caches.delete(CACHE);
        await tell({ type: "tsudoi:install-failed", reason: error.reason ?? "storage", file: error.file ?? "" });
        throw error;
    }
}

// Puts one file into the cache: from an earlier build if the bytes are the same, else from the network.
async function keep(cache, url, file) {
    const bytes = (await earlier(url, file)) ?? (await fetched(url, file));
    const headers = { "content-type": file.type, "content-length": String(file.size) };
    try {
        await cache.put(url, new Response(bytes, { headers }));
    } catch {
        throw new InstallError("storage", file.path);
    }
}

async function earlier(url, file) {
    for (const name of await caches.keys()) {
        if (name.startsWith(CACHE_PREFIX)) {
            const response = await (await caches.open(name)).match(url);
            const bytes = await response?.arrayBuffer();
            if (bytes !== undefined && (await sha256(bytes)) === file.sha256) {
                return bytes;
            }
        }
    }
    return null;
}

async function fetched(url, file) {
    let response;
    let bytes;
    try {
        // A redirect, an opaque answer or an error page is not a file of ours.
        response = await fetch(url, { cache: "no-cache", credentials: "same-origin", mode: "same-origin", redirect: "error" });
        bytes = await response.arrayBuffer();
    } catch {
        throw new InstallError("network", file.path);
    }
    if (!response.ok || (await sha256(bytes)) !== file.sha256) {
        throw new InstallError("changed", file.path);
    }
    return bytes;
}

async function activate() {
    let removed = 0;
    for (const name of await caches.keys()) {
        if (name.startsWith(CACHE_PREFIX) && name !== CACHE) {
            removed += (await caches.delete(name)) ? 1 : 0;
        }
    }
    await self.clients.claim();
    if (FILES.size === 0 && removed > 0) {
        // The open pages use the files that were just removed. This cannot loop: the next time there is nothing to
        // remove.
        for (const page of await self.clients.matchAll({ type: "window" })) {
            await page.navigate(page.url);
        }
    }
}

// Returns the address under which the cache has the answer to `request`, or null if the network must answer.
function listed(request) {
    if (request.method !== "GET" || request.headers.has("range")) {
        return null;
    }
    const url = new URL(request.url);
    url.hash = "";
    if (request.mode === "navigate") {
        url.search = "";
        if (url.href === SCOPE) {
            return FILES.has(PAGE) ? PAGE : null;
        }
    }
    return FILES.has(url.href) ? url.href : null;
}

async function answer(url, request) {
    const cache = await caches.open(CACHE);
    return (await cache.match(url)) ?? fetch(request);
}

async function status() {
    const cache = await caches.open(CACHE);
    const kept = new Set((await cache.keys()).map((request) => request.url));
    const missing = [...FILES.keys()].filter((url) => !kept.has(url)).length;
    const bytes = BUILD.files.reduce((sum, file) => sum + file.size, 0);
    return { type: "tsudoi:status", build: BUILD.id, files: FILES.size, missing, bytes };
}

async function tell(message) {
    for (const page of await self.clients.matchAll({ type: "window", includeUncontrolled: true })) {
        page.postMessage(message);
    }
}

async function sha256(bytes) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
