// Types of paths.mjs.
export const root: string;
export const toolsDir: string;
