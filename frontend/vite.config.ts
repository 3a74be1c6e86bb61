import babel from '@rolldown/plugin-babel';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const BACKEND = 'http://127.0.0.1:8400';
const ENTRIES = ['console', 'portal', 'graphiql'] as const;

/** Any address of an entry that names no file is answered by the page of that entry, as our server does. */
function entryFallback(): Plugin {
  return {
    name: 'entry-fallback',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const path = (request.url ?? '/').split('?')[0] ?? '/';
        for (const entry of ENTRIES) {
          if ((path === `/${entry}` || path.startsWith(`/${entry}/`)) && !/\.\w+$/.test(path)) {
            request.url = `/${entry}/index.html`;
          }
        }
        next();
      });
    },
  };
}

const OURS = { getScrollBarSize: 'scrollBarSize', useScrollLocker: 'scrollLocker' } as const;

/** The policy of our pages refuses style elements without a nonce, which two modules of antd write. */
function withoutStyleElements(): Plugin {
  return {
    name: 'without-style-elements',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!importer?.includes('@rc-component')) return null;
      const theirs = /\/(getScrollBarSize|useScrollLocker)(\.js)?$/.exec(source)?.[1];
      const ours = theirs && OURS[theirs as keyof typeof OURS];
      return ours ? fileURLToPath(new URL(`./src/lib/${ours}.ts`, import.meta.url)) : null;
    },
  };
}

/** GraphiQL brings its fonts as data: addresses, which our policy refuses and nobody should load. */
function withoutInlinedFonts(): Plugin {
  return {
    name: 'without-inlined-fonts',
    enforce: 'pre',
    transform: (code, id) =>
      id.endsWith('/graphiql/dist/style.css')
        ? { code: code.replace(/@font-face\s*\{[^}]*\}/g, ''), map: null }
        : null,
  };
}

/** The backend answers only pages of its own origin; the development server speaks for it. */
const backend = {
  target: BACKEND,
  changeOrigin: true,
  headers: { origin: BACKEND },
};

export default defineConfig(({ mode }) => {
  const entry = ENTRIES.find((one) => one === mode);
  return {
    appType: 'mpa',
    plugins: [
      react(),
      babel({
        include: /\/src\/.*\.tsx?$/,
        plugins: ['@lingui/babel-plugin-lingui-macro'],
      }),
      lingui(),
      withoutStyleElements(),
      withoutInlinedFonts(),
      entryFallback(),
    ],
    resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
    server: {
      port: 5173,
      proxy: {
        '/graphql': backend,
        '/session': backend,
        '/uploads': backend,
        '/files': backend,
        '/pay': backend,
      },
    },
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      assetsDir: entry ? `${entry}/assets` : 'assets',
      // The policy of the pages allows no data: fonts or scripts; small pictures may be inlined.
      assetsInlineLimit: 2048,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1400,
      rolldownOptions: { input: entry ? `${entry}/index.html` : [] },
    },
    test: {
      environment: 'jsdom',
      include: ['src/**/*.test.{ts,tsx}', 'scripts/*.test.mjs'],
      isolate: false,
      restoreMocks: true,
    },
  };
});
