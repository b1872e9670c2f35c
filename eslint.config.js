// House law as lint rules; each restriction says what goes wrong without it (STYLE §4.5–4.10).
import tseslint from 'typescript-eslint';

const hiddenInputs = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take a Clock: hidden time cannot be tested or replayed.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take a Clock: hidden time cannot be tested or replayed.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Take Ids or a seed.',
  },
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Environment is read once, in main.ts.',
  },
];
const alwaysForbidden = [
  {
    selector: "CallExpression[callee.object.name='process'][callee.property.name='exit']",
    message: 'Return an exit code; only main.ts ends the process, so that finally blocks run.',
  },
  {
    selector: "CallExpression[callee.property.name='waitForTimeout']",
    message: 'Wait for a condition, never for time.',
  },
  {
    selector: "Property[key.name='force'][value.value=true]",
    message: 'A forced click is one a person could not make.',
  },
  { selector: "Literal[value='networkidle']", message: 'Wait for a condition that the page shows.' },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'ExportAllDeclaration', message: 'List what is exported.' },
  {
    selector: "MemberExpression[property.name='WorkbookReader']",
    message: 'exceljs streaming reader corrupts Chinese text (DEPENDENCIES §4).',
  },
];

export default tseslint.config(
  { ignores: ['node_modules', 'dist', 'coverage', 'test/meta/planted/**', '**/*.d.ts'] },
  {
    files: ['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-restricted-syntax': ['error', ...hiddenInputs, ...alwaysForbidden],
      'no-console': 'error',
      'max-lines': ['error', { max: 400 }],
      eqeqeq: 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  {
    // The rooms that meet the outside world read the clock and the environment; tests build their own worlds.
    files: [
      'src/platform/**',
      'src/main.ts',
      'src/simulator/**',
      'test/**',
      'bench/**',
      'scripts/**',
      'src/portal/in-page/**',
    ],
    rules: { 'no-restricted-syntax': ['error', ...alwaysForbidden] },
  },
  {
    files: ['test/**', 'bench/**', 'scripts/**', 'vitest.config.ts'],
    rules: {
      'no-console': 'off',
      'max-lines': 'off',
      'no-restricted-syntax': [
        'error',
        ...alwaysForbidden.filter((r) => r.selector !== 'ExportDefaultDeclaration'),
      ],
    },
  },
);
