import eslint from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const onlyPhone = {
  group: ['antd', 'antd/*', '@ant-design/*', '@/console/*', '@/features/*'],
  message: 'The portal is loaded on phones: antd and the console stay out of it.',
};
const onlyConsole = {
  group: ['antd-mobile', 'antd-mobile/*', 'antd-mobile-icons', '@/portal/*'],
  message: 'The console has antd; antd-mobile and the portal stay out of it.',
};
const neutral = {
  group: [...onlyPhone.group, ...onlyConsole.group],
  message: 'What both entries load knows neither of them.',
};
const restrict = (files, ...patterns) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/generated'] },
  eslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      // Rest siblings are how a field is left out of an object.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // `[key: string]` and `{}` appear in what others declare; ours are interfaces.
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      'max-lines': ['error', { max: 250 }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    extends: [jsxA11y.flatConfigs.recommended, reactHooks.configs.flat.recommended],
    languageOptions: { globals: globals.browser },
  },
  restrict(['src/{app,lib,ui}/**'], neutral),
  restrict(['src/portal/**'], onlyPhone),
  restrict(['src/{console,features}/**'], onlyConsole),
  {
    files: ['scripts/**', '*.js', '*.ts'],
    languageOptions: { globals: globals.node },
  },
);
