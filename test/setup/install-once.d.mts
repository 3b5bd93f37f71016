// Types of install-once.mjs.
export function installOnce(folder: string, install: (empty: string) => void): void;
