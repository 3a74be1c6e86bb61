import { defineConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';

/**
 * One catalog beside each part, so that two people who translate two screens change two files.
 * `en` is what the code says; `zh-CN` is complete, or `npm run check` fails.
 */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'zh-CN'],
  catalogs: [
    {
      path: '<rootDir>/src/locales/{locale}',
      include: ['<rootDir>/src/app', '<rootDir>/src/lib', '<rootDir>/src/ui'],
    },
    { path: '<rootDir>/src/console/locales/{locale}', include: ['<rootDir>/src/console'] },
    { path: '<rootDir>/src/portal/locales/{locale}', include: ['<rootDir>/src/portal'] },
    {
      path: '<rootDir>/src/features/{name}/locales/{locale}',
      include: ['<rootDir>/src/features/{name}'],
    },
  ],
  format: formatter({ lineNumbers: false, origins: false }),
  orderBy: 'message',
});
