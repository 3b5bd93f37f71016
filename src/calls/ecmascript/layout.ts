// What a JavaScript or TypeScript text shows of its build.
import { unknownLayout, type Layout } from '../layout.ts';

const IMPORTS = /\b(?:from|import|require\s*\()\s*(['"])([^'"\n]{1,300})\1/g;

export function ecmascriptLayout(text: string): Layout {
  return unknownLayout(
    text,
    [...text.matchAll(IMPORTS)].map(([, , path = '']) => path),
  );
}
