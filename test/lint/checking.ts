// Whether a text is a program: Python by its own compiler, JavaScript and TypeScript by TypeScript's parser.

import { execFileSync } from 'node:child_process';
import ts from 'typescript';

const COMPILE = `
import json, sys, warnings
warnings.simplefilter("ignore")
def check(source):
    try:
        compile(source, "fixed.py", "exec")
        return ""
    except (SyntaxError, ValueError) as error:
        return str(error)
print(json.dumps([check(source) for source in json.load(sys.stdin)]))
`;

/** For each Python text what the compiler of python3 says against it; empty where nothing. */
export function pythonErrors(texts: readonly string[]): string[] {
  return JSON.parse(
    execFileSync('python3', ['-c', COMPILE], { input: JSON.stringify(texts), encoding: 'utf8', maxBuffer: 1e9 }),
  ) as string[];
}

/** The first syntax error of a JavaScript or TypeScript text; empty where there is none. */
export function scriptError(file: string, text: string): string {
  const { diagnostics = [] } = ts.transpileModule(text, {
    fileName: file,
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      jsx: ts.JsxEmit.Preserve,
      allowJs: true,
      experimentalDecorators: true,
    },
  });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))[0] ?? '';
}
