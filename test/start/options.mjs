// The options of `npm start`.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

export const DEFAULT_PORT = 8931;

const HELP = `npm start -- [OPTIONS]

Sets up what is needed, starts a small shop of three services and opens VS Code on
their code with Sightline in it. Ctrl+C stops everything it started.

  --workspace DIR  open this folder instead of the shop (its services are yours to start)
  --code PATH      open this desktop VS Code (without it: \`code\` on the PATH, else a browser)
  --browser        open the browser workbench even where there is a desktop VS Code
  --port N         port of the browser workbench (default ${DEFAULT_PORT})
  --tcp N          port records are received on, TCP and UDP (default 5000, else the next free one)
  --no-open        open nothing, only print the address
  --help           print this`;

function usage(message) {
  console.error(`${message}\n\n${HELP}`);
  process.exit(2);
}

function parse() {
  try {
    return parseArgs({
      options: {
        workspace: { type: 'string' },
        code: { type: 'string' },
        browser: { type: 'boolean', default: false },
        port: { type: 'string', default: String(DEFAULT_PORT) },
        tcp: { type: 'string', default: '5000' },
        'no-open': { type: 'boolean', default: false },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return usage(error.message);
  }
}

/** What the user asked for; ends the process for --help and mistakes. `workspace` is absolute or undefined. */
export function readOptions() {
  const { workspace, code, browser, port, tcp, 'no-open': noOpen, help } = parse();
  if (help) {
    console.log(HELP);
    process.exit(0);
  }
  for (const [option, value] of Object.entries({ port, tcp })) {
    if (!/^\d{1,5}$/.test(value) || Number(value) < 1 || Number(value) > 65_535)
      usage(`--${option} ${value}: a port is a number from 1 to 65535.`);
  }
  const folder = workspace === undefined ? undefined : path.resolve(process.env.INIT_CWD ?? process.cwd(), workspace);
  if (folder !== undefined && !(existsSync(folder) && statSync(folder).isDirectory()))
    usage(`--workspace ${workspace}: there is no such folder.`);
  if (code !== undefined && browser) usage('--code and --browser exclude one another.');
  return { workspace: folder, code, browser, port: Number(port), tcp: Number(tcp), open: !noOpen };
}
