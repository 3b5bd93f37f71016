import { Parser, Language } from 'web-tree-sitter';
import { readFileSync } from 'node:fs';
await Parser.init({ wasmBinary: readFileSync('node_modules/web-tree-sitter/web-tree-sitter.wasm') });
const l = await Language.load(readFileSync(`node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-${process.argv[2]}.wasm`));
const p = new Parser(); p.setLanguage(l);
console.log(p.parse(readFileSync(0,'utf8')).rootNode.toString());
