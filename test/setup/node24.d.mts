// Types of node24.mjs.
export function isNewEnough(version: string): boolean;
export function ensureNode24(): { readonly node: string; readonly bin: string; readonly home: string };
