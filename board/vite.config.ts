import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';

// Nothing in the output depends on the machine or the folder: the committed bundle must be what the sources build.
// It is not minified, so that one changed line of source is one changed line of the bundle.
export default defineConfig({
  base: './',
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    minify: false,
    sourcemap: false,
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    target: 'es2022',
    rolldownOptions: {
      output: {
        entryFileNames: 'app/app.js',
        chunkFileNames: 'app/[name].js',
        assetFileNames: 'app/[name][extname]',
        codeSplitting: { groups: [{ name: 'vendor', test: /node_modules/ }] },
      },
    },
  },
  worker: {
    format: 'es',
    rolldownOptions: { output: { entryFileNames: 'app/[name].js', chunkFileNames: 'app/[name].js' } },
  },
  test: { include: ['unit/**/*.test.ts'], environment: 'node' },
});
