// Holds package.json and code together: every command, setting, view, menu and activation event is real, titled and tried by a test.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import manifest from '../package.json' with { type: 'json' };
import { COMMANDS, CONTEXT_KEYS, LANGUAGES, PANELS, SETTING_KEYS, VIEWS } from '../src/manifest.ts';

const root = path.resolve(import.meta.dirname, '..');
const { contributes } = manifest;
const strings = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;

/** The English text behind `%key%`. */
const text = (value: string): string =>
  value.replace(/^%(.+)%$/, (_, key: string) => strings[key] ?? `(no text for ${key})`);

function sources(folder: string, ending: RegExp): string {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}
const code = sources('src/vscode', /\.ts$/);
const editorTests = sources('test/host', /\.ts$/) + sources('test/e2e', /\.ts$/);

const keyOf = (ids: Readonly<Record<string, string>>, id: string): string | undefined =>
  Object.keys(ids).find((key) => ids[key] === id);
const allMenuItems = Object.values(contributes.menus).flat() as readonly {
  readonly command: string;
  readonly when?: string;
}[];
const allSettings = Object.fromEntries(
  contributes.configuration.flatMap(({ properties }) => Object.entries(properties)),
) as Record<
  string,
  {
    readonly description?: string;
    readonly markdownDescription?: string;
    readonly default: unknown;
    readonly scope: string;
    readonly enum?: string[];
    readonly enumDescriptions?: string[];
  }
>;

test('commands of package.json and of the code are the same', () => {
  assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), Object.values(COMMANDS).sort());
});

test('every command is registered once', () => {
  for (const key of Object.keys(COMMANDS)) {
    assert.equal(
      code.split(`registerCommand(COMMANDS.${key},`).length -
        1 +
        (code.split(`registerTextEditorCommand(COMMANDS.${key},`).length - 1),
      1,
      `COMMANDS.${key}`,
    );
  }
});

test('every command is titled in Title Case under one category', () => {
  const small = new Set(['a', 'an', 'and', 'at', 'by', 'for', 'in', 'of', 'on', 'or', 'the', 'to']);
  for (const { command, title, category } of contributes.commands) {
    assert.equal(text(category), 'Sightline', command);
    const words = text(title).replace(/[…?]$/, '').split(' ');
    for (const [index, word] of words.entries()) {
      assert.ok(index > 0 && small.has(word) ? true : /^[A-Z]/.test(word), `${command}: "${text(title)}"`);
    }
  }
});

test('every command is tried by a test in the editor', () => {
  const untried = Object.entries(COMMANDS).filter(
    ([key, id]) => !editorTests.includes(`COMMANDS.${key}`) && !editorTests.includes(id),
  );
  assert.deepEqual(
    untried.map(([, id]) => id),
    [],
  );
});

test('menus, key bindings and walkthrough name commands that exist', () => {
  const known = new Set<string>(Object.values(COMMANDS));
  const named = [
    ...allMenuItems.map(({ command }) => command),
    ...contributes.keybindings.map(({ command }) => command),
  ];
  const linked = [
    ...JSON.stringify(contributes.walkthroughs)
      .concat(JSON.stringify(contributes.viewsWelcome), JSON.stringify(strings))
      .matchAll(/\(command:(sightline\.[\w.]+)\)/g),
  ].map(([, id]) => id!);
  assert.deepEqual(
    [...named, ...linked].filter((id) => !known.has(id)),
    [],
  );
});

test('when clauses use views, panels and context keys that exist', () => {
  const known = new Set<string>([...Object.values(VIEWS), ...Object.values(PANELS), ...Object.values(CONTEXT_KEYS)]);
  const clauses = [...allMenuItems, ...contributes.keybindings, ...contributes.viewsWelcome].map(
    (item) => item.when ?? '',
  );
  const unknown = clauses.flatMap((clause) => clause.match(/sightline\.[\w.]+/g) ?? []).filter((id) => !known.has(id));
  assert.deepEqual(unknown, []);
  for (const key of Object.values(CONTEXT_KEYS))
    assert.ok(
      clauses.some((clause) => clause.includes(key)),
      `${key} is set but never asked for`,
    );
});

test('settings of package.json and of the code are the same, described and scoped', () => {
  assert.deepEqual(Object.keys(allSettings).sort(), SETTING_KEYS.map((key) => `sightline.${key}`).sort());
  for (const [key, setting] of Object.entries(allSettings)) {
    assert.match(
      text(setting.description ?? setting.markdownDescription ?? ''),
      /^[A-Z].{20,}\.(\*\*)?$/s,
      `${key} is not described by a sentence`,
    );
    assert.notEqual(setting.default, undefined, `${key} has no default`);
    assert.ok(['machine', 'window', 'resource'].includes(setting.scope), `${key} has no scope`);
    assert.equal(setting.enum?.length, setting.enumDescriptions?.length, `${key} explains each choice`);
  }
});

test('every setting is read by the code', () => {
  const unread = SETTING_KEYS.filter((key) => !new RegExp(`setting\\('${key.replace('.', '\\.')}'`).test(code));
  assert.deepEqual(unread, []);
});

test('views and panels of package.json and of the code are the same, and each is provided', () => {
  const views = Object.values(contributes.views)
    .flat()
    .map(({ id }) => id);
  assert.deepEqual([...views].sort(), Object.values(VIEWS).sort());
  for (const id of Object.values(VIEWS))
    assert.match(
      code,
      new RegExp(
        `(registerWebviewViewProvider|registerTreeDataProvider|createTreeView)[^(]*\\(VIEWS\\.${keyOf(VIEWS, id)!}`,
      ),
      id,
    );
  for (const id of Object.values(PANELS))
    assert.match(code, new RegExp(`registerWebviewPanelSerializer\\(PANELS\\.${keyOf(PANELS, id)!}`), id);
});

test('activation is on demand, for exactly the languages and panels that need it', () => {
  const wanted = [
    ...LANGUAGES.map((id) => `onLanguage:${id}`),
    ...Object.values(PANELS).map((id) => `onWebviewPanel:${id}`),
    // A look for these two costs nothing.
    ...['config', 'schema'].map((name) => `workspaceContains:.sightline/${name}.json`),
  ];
  assert.deepEqual([...manifest.activationEvents].sort(), wanted.sort());
});

test('every text key exists and every text is used', () => {
  const used = new Set(
    [...readFileSync(path.join(root, 'package.json'), 'utf8').matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key!),
  );
  assert.deepEqual(Object.keys(strings).sort(), [...used].sort());
});

test('icons and pictures exist', () => {
  const pictures = [
    manifest.icon,
    ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.image)),
    'media/sightline.svg',
  ];
  assert.deepEqual(
    pictures.filter((file) => !existsSync(path.join(root, file))),
    [],
  );
});
