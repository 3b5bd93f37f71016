// Where things lie: the project, and the git-ignored folder of what the set-up fetched.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** What the set-up fetches and keeps; safe to delete. SIGHTLINE_TOOLS names another folder, to share it between clones. */
export const toolsDir = process.env.SIGHTLINE_TOOLS ?? path.join(root, '.vscode-test');
