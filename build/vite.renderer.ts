import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import react from '@vitejs/plugin-react';
import tailwind from '@tailwindcss/vite';
import { groupSelectors } from './group-selectors.ts';

/** The page: static files in out/renderer, all from the same origin, nothing inline (design/security.md, CSP). */
export default defineConfig({
  root: new URL('../renderer', import.meta.url).pathname,
  publicDir: false,
  plugins: [react(), tailwind(), widgetStrings()],
  css: { postcss: { plugins: [groupSelectors] } },
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    // A data: font or script would be refused by the CSP.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // A chunk runs whole before those that import it: jitless.ts has to run before the first schema is made.
        codeSplitting: {
          groups: [
            { name: 'zod', test: /node_modules\/zod\/|core\/jitless/, priority: 3 },
            // What nearly every page is made of comes in one piece instead of sixty.
            { name: 'icons', test: /node_modules\/lucide-react\//, priority: 2 },
            { name: 'widgets', test: /node_modules\/(@?react-aria|react-aria-components|react-stately|@internationalized|@tanstack\/(react|virtual)[^/]*virtual[^/]*|@tanstack\/virtual-core)\/|renderer\/ui\/(?!rich-text|charts)/, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
    reportCompressedSize: true,
  },
});

/** react-aria carries its few hidden words in 34 languages. Those we do not speak are served in English: 60 kB less at first load. */
function widgetStrings(): Plugin {
  const spoken = new Set(['en-US', 'de-DE']);
  return {
    name: 'kith:widget-strings',
    enforce: 'pre',
    load(id) {
      const locale = /\/react-(?:aria|stately|aria-components)\/dist\/private\/intl\/.*?([a-z]{2}-[A-Z]{2})\.m?js$/.exec(id)?.[1];
      if (!locale || spoken.has(locale)) return null;
      const english = id.replaceAll(locale, 'en-US');
      return `export { default } from ${JSON.stringify(english)};`;
    },
  };
}
