// The collector's process: reads its command line and runs.

import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { defaultDataDir } from './collector/client/data-folder.ts';
import { readCommandLine } from './collector/command-line.ts';
import { runCollector } from './collector/run.ts';

// package.json lies one folder above src/ and dist/ alike.
const { version } = JSON.parse(readFileSync(path.join(import.meta.dirname, '..', 'package.json'), 'utf8')) as {
  version: string;
};
const command = readCommandLine(process.argv.slice(2));
const dataDir = command.dataDir ?? defaultDataDir({ env: process.env, platform: process.platform, home: homedir() });
// The same script from source and built.
const sealScript = path.join(import.meta.dirname, `seal${path.extname(import.meta.filename)}`);
await runCollector({ command, dataDir, version, sealScript });
