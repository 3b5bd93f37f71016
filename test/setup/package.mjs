// `npm run package`: builds for production, packs the VSIX, and checks what is in it and how big it is.
import { statSync } from 'node:fs';
import path from 'node:path';
import { createVSIX, listFiles } from '@vscode/vsce';
import { runScript } from '../runner/tools.mjs';
import { root } from './paths.mjs';
import { failWith, SetUpError } from './set-up-error.mjs';
import manifest from '../../package.json' with { type: 'json' };

const LIMIT_BYTES = 6_000_000;

/** What belongs in the package: each pattern must be met by a file, and each file must meet a pattern. */
const CONTENT = [
  /^package\.json$/,
  /^package\.nls\.json$/,
  /^README\.md$/,
  /^CHANGELOG\.md$/,
  /^LICENSE$/,
  /^dist\/(extension\.cjs|(collector|cli|offline|scan|seal)\.js)$/,
  /^dist\/wasm\/(web-)?tree-sitter(-[a-z]+)?\.wasm$/,
  /^dist\/webview\/(logs|metrics)\.js$/,
  /^dist\/webview\/codicon\.(css|ttf)$/,
  /^media\/[\w/-]+\.(png|svg)$/,
  /^media\/config\.schema\.json$/,
  /^docs\/(query-language|configuration)\.md$/,
  /^docs\/rules\/[\w-]+\.md$/,
];

const size = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
const options = { cwd: root, dependencies: false };

async function build() {
  const { code, output } = await runScript(path.join(root, 'esbuild.config.mjs'), ['--production']);
  if (code !== 0) throw new SetUpError(output);
}

/** What is wrong with the list of files, one sentence each. */
function problemsOf(files) {
  return [
    ...files
      .filter((file) => !CONTENT.some((pattern) => pattern.test(file)))
      .map((file) => `${file} does not belong in the package.`),
    ...CONTENT.filter((pattern) => !files.some((file) => pattern.test(file))).map(
      (pattern) => `No file of the package is ${pattern.source}.`,
    ),
  ];
}

try {
  await build();
  const files = (await listFiles(options)).map((file) => file.split(path.sep).join('/')).sort();
  const problems = problemsOf(files);
  const packagePath = path.join(root, `${manifest.name}-${manifest.version}.vsix`);
  await createVSIX({ ...options, packagePath, allowMissingRepository: true, rewriteRelativeLinks: false });
  const bytes = statSync(packagePath).size;
  if (bytes > LIMIT_BYTES)
    problems.push(`The package has ${size(bytes)}: more than the ${size(LIMIT_BYTES)} it may have.`);
  if (problems.length > 0) throw new SetUpError(problems.join('\n'));
  console.log(`${path.basename(packagePath)}: ${files.length} files, ${size(bytes)}`);
} catch (error) {
  failWith(error);
}
