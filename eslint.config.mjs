// Lint rules for the whole project: typescript-eslint strict with types, zero warnings.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'node_modules/**',
      '.vscode-test/**',
      'test-results/**',
      'test/demo/**',
      'test/fixtures/**',
      '**/*.d.ts',
      'src/query/grammar/generated.ts',
      'src/query/grammar/generated.terms.ts',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            {
              from: 'package',
              package: 'node:test',
              name: ['test', 'it', 'describe', 'suite', 'before', 'after', 'beforeEach', 'afterEach'],
            },
          ],
        },
      ],
      // A `default` says what happens to all the rest; a switch without one has to name every case.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      'no-control-regex': 'off',
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      // The command line runs on Node 20, the tests on a newer one, which would not tell.
      'no-restricted-properties': [
        'error',
        ...[
          ['Map', 'groupBy', 'Use groupBy of base/group-by.ts.'],
          ['Object', 'groupBy', 'Use groupBy of base/group-by.ts.'],
          ['Promise', 'withResolvers'],
          ['Promise', 'try'],
          ['Array', 'fromAsync'],
          ['RegExp', 'escape'],
        ].map(([object, property, message = 'Node 20 has none.']) => ({ object, property, message })),
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        performance: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        AbortSignal: 'readonly',
        AbortController: 'readonly',
      },
    },
  },
  { files: ['*.config.mjs'], rules: { 'no-restricted-syntax': 'off' } },
);
