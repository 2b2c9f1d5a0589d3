// The events: one record each in IndexedDB, with an index by their start. What the first screen shows is read first and
// everything else in idle time; from then on all of it is in memory, by day.

import { iso } from "./basics.js";

const byDay = new Map();
let database;
let isWhole = false;

const answer = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
});

const events = () => database.transaction("events").objectStore("events");

export async function open() {
    const request = indexedDB.open("by-hand", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("events", { keyPath: "uid" }).createIndex("start", "start");
    database = await answer(request);
}

// Returns whether nothing is stored.
export const isEmpty = async () => (await answer(events().getKey(IDBKeyRange.lowerBound("")))) === undefined;

function keep(list) {
    for (const event of list) {
        const day = event.start.slice(0, 10);
        const others = byDay.get(day);
        others === undefined ? byDay.set(day, [event]) : others.push(event);
    }
    for (const others of new Set(list.map((event) => byDay.get(event.start.slice(0, 10))))) {
        others.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.uid < b.uid ? -1 : 1));
    }
}

// Returns the events of the days from `first` until before `end`, by day. Only before everything is loaded it reads the
// database.
export async function days(first, end) {
    if (isWhole) {
        return byDay;
    }
    const found = new Map();
    for (const event of await answer(events().index("start").getAll(IDBKeyRange.bound(iso(first), iso(end), false, true)))) {
        const day = event.start.slice(0, 10);
        found.has(day) ? found.get(day).push(event) : found.set(day, [event]);
    }
    return found;
}

// Returns all events of a day when everything is loaded, without waiting; undefined before.
export const loaded = () => (isWhole ? byDay : undefined);

export const all = () => [...byDay.values()].flat();

// Loads everything.
export async function load() {
    if (!isWhole) {
        keep(await answer(events().getAll()));
        isWhole = true;
        performance.mark("plain:whole");
    }
}

// Reads a file, and stores its events in one transaction.
export async function importFile(file) {
    performance.mark("plain:chosen");
    const { entries } = JSON.parse(new TextDecoder().decode(await file.arrayBuffer()));
    performance.mark("plain:parsed");
    const transaction = database.transaction("events", "readwrite");
    const store = transaction.objectStore("events");
    for (const event of entries) {
        store.put(event);
    }
    await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
    });
    performance.mark("plain:stored");
    byDay.clear();
    isWhole = false;
    await load();
}
