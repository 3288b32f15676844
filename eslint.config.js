import tseslint from 'typescript-eslint';

const templateInSql =
  'CallExpression[callee.property.name=/^(query|rows|row|execute|orderBy|addOrderBy|addSelect)$/] > TemplateLiteral[expressions.length>0]';

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'node_modules/**',
      'coverage/**',
      '.data/**',
      'openapi-metadata.ts',
      'libs/client/src/schema.ts',
      '**/*.cjs',
      '**/*.mjs',
      '*.js',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-syntax': [
        'error',
        { selector: templateInSql, message: 'SQL takes parameters, never a template with ${…}.' },
        {
          selector: "CallExpression[callee.name='forwardRef']",
          message: 'A need for forwardRef means an event is missing.',
        },
      ],
      'no-console': 'error',
    },
  },
  {
    files: ['apps/start/**', 'apps/demo/**', 'bench/**', 'tools/**', 'test/month/main.ts'],
    rules: { 'no-console': 'off' },
  },
);
