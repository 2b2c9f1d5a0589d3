// Imports the file at `given[0]` as a page written by hand would: JSON.parse, and one put per event in one transaction.
// Milliseconds of the two.

const bytes = await (await fetch(given[0])).arrayBuffer();
const request = indexedDB.open("by-hand", 1);
request.onupgradeneeded = () => request.result.createObjectStore("events", { keyPath: "uid" });
const db = await new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
});

const began = performance.now();
const { entries } = JSON.parse(new TextDecoder().decode(bytes));
const parsed = performance.now();
const transaction = db.transaction("events", "readwrite");
const store = transaction.objectStore("events");
for (const event of entries) {
    store.put(event);
}
await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
});
const put = performance.now();

db.close();
const gone = indexedDB.deleteDatabase("by-hand");
await new Promise((resolve) => { gone.onsuccess = resolve; });
return [parsed - began, put - parsed];
