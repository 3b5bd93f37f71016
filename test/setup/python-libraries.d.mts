// Types of python-libraries.mjs.
export function pythonLibraries(): string;
