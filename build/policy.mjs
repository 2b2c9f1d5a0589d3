// The content security policy as a response header.

// Returns the policy of the page as a header has it. In a page, a browser ignores which pages may frame it.
export function headerPolicy(policy) {
    return `${policy}; frame-ancestors 'none'`;
}

// Returns the policy in the source of a page; null if it has none.
export function pagePolicy(html) {
    return /<meta http-equiv="?Content-Security-Policy"? content="([^"]*)"/.exec(html)?.[1] ?? null;
}
