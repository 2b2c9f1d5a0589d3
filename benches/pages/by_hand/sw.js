// Keeps the files of the page on the device, and answers from there first.

const FILES = ["./", "./plain.css", "./plain.js", "./agenda.js", "./basics.js", "./month.js", "./search.js", "./store.js"];

self.addEventListener("install", (event) => {
    event.waitUntil(caches.open("plain").then((cache) => cache.addAll(FILES)));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
    event.respondWith(caches.match(event.request, { ignoreSearch: true }).then((kept) => kept ?? fetch(event.request)));
});
