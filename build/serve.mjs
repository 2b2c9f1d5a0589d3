// A static file server for dist/, on this machine only:
//   node build/serve.mjs [--dir dist] [--port 8080] [--exact] [--no-policy] [--quality 9] [--kept FOLDER]
// If the port is in use, the next free one is taken; with --exact it is an error. Port 0 means any free port.
// The first printed line is the address. It answers like a static host: a missing file is a 404, everything is
// revalidated, and every answer has the policy of the page as a header. With --no-policy there is no such header, as on
// a host that cannot send one. --quality says how hard it compresses: tests do not wait for the smallest. --kept keeps what is
// compressed in a folder.

import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { join, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { brotli } from "./brotli.mjs";
import { mediaType } from "./media-types.mjs";
import { headerPolicy, pagePolicy } from "./policy.mjs";

const HIGHEST_TRIES = 50;

const { values: options } = parseArgs({
    options: {
        dir: { type: "string", default: "dist" },
        port: { type: "string", default: "8080" },
        exact: { type: "boolean", default: false },
        "no-policy": { type: "boolean", default: false },
        quality: { type: "string", default: "9" },
        kept: { type: "string" },
    },
});
const root = resolve(options.dir);
const compressed = new Map();

async function fileFor(url) {
    const path = join(root, decodeURIComponent(new URL(url, "http://localhost").pathname));
    if (path !== root && !path.startsWith(root + sep)) {
        return null;
    }
    const found = await stat(path).catch(() => null);
    if (found?.isDirectory()) {
        return url.split(/[?#]/)[0].endsWith("/") ? join(path, "index.html") : null;
    }
    return found?.isFile() ? path : null;
}

// Compresses each content once, like a host, so that the browser shows the real sizes.
function compress(etag, bytes) {
    if (!compressed.has(etag)) {
        compressed.set(etag, brotli(bytes, Number(options.quality), options.kept));
    }
    return compressed.get(etag);
}

// Read again for each answer: the folder may be built anew while it is served.
async function policy() {
    const html = options["no-policy"] ? "" : await readFile(join(root, "index.html"), "utf8").catch(() => "");
    const found = pagePolicy(html);
    return found === null ? {} : { "content-security-policy": headerPolicy(found) };
}

async function respond(request, response) {
    const path = await fileFor(request.url).catch(() => null);
    const bytes = path === null ? null : await readFile(path).catch(() => null);
    if (bytes === null || (request.method !== "GET" && request.method !== "HEAD")) {
        response.writeHead(bytes === null ? 404 : 405, { "content-type": "text/plain" }).end("not here\n");
        return;
    }
    const etag = `"${createHash("sha256").update(bytes).digest("hex").slice(0, 24)}"`;
    const headers = {
        "content-type": mediaType(path),
        "cache-control": "no-cache",
        "x-content-type-options": "nosniff",
        etag,
        vary: "accept-encoding",
        ...(await policy()),
    };
    if (request.headers["if-none-match"] === etag) {
        response.writeHead(304, headers).end();
        return;
    }
    const wantsBrotli = /\bbr\b/.test(request.headers["accept-encoding"] ?? "") && !path.endsWith(".png");
    const body = wantsBrotli ? compress(etag, bytes) : bytes;
    if (wantsBrotli) {
        headers["content-encoding"] = "br";
    }
    response.writeHead(200, { ...headers, "content-length": body.length });
    response.end(request.method === "HEAD" ? undefined : body);
}

const server = createServer(respond);
const first = Number(options.port);
let port = first;
server.on("error", (error) => {
    if (error.code === "EADDRINUSE" && !options.exact && port < first + HIGHEST_TRIES) {
        port += 1;
        server.listen(port, "127.0.0.1");
    } else {
        console.error(`cannot serve on 127.0.0.1:${port}: ${error.message}`);
        process.exit(1);
    }
});
server.on("listening", () => console.log(`http://127.0.0.1:${server.address().port}/`));
server.listen(port, "127.0.0.1");
for (const signal of ["SIGINT", "SIGTERM"]) {
    process.on(signal, () => process.exit(0));
}
