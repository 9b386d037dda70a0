// The committed bundle is what the sources build.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

function files(folder, under = '') {
  return readdirSync(join(folder, under)).flatMap(name => (statSync(join(folder, under, name)).isDirectory() ? files(folder, join(under, name)) : [join(under, name)])).sort();
}

test('bundle_built anew_is the one that is committed', async () => {
  const fresh = mkdtempSync(join(tmpdir(), 'nassharp-dist-'));
  try {
    await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'error', build: { outDir: fresh, emptyOutDir: true } });
    assert.deepEqual(files(join(root, 'dist')), files(fresh));
    for (const name of files(fresh)) {
      assert.ok(readFileSync(join(fresh, name)).equals(readFileSync(join(root, 'dist', name))), `board/dist/${name} is not what the sources build: run 'npm run build' in board/ and commit the result`);
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
});

test('bundle_names no other host', () => {
  const known = /^https?:\/\/(www\.w3\.org|localhost|127\.0\.0\.1)/;
  for (const name of files(join(root, 'dist')).filter(one => /\.(js|css|html)$/.test(one))) {
    // Comments of the packages may name their home; nothing that is run or loaded may.
    const code = readFileSync(join(root, 'dist', name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
    for (const [url] of code.matchAll(/https?:\/\/[\w.-]+/g)) assert.match(url, known, name);
  }
});

test('bundle_is small', () => {
  const bytes = files(join(root, 'dist')).filter(name => /\.(js|css|html)$/.test(name)).reduce((sum, name) => sum + statSync(join(root, 'dist', name)).size, 0);
  assert.ok(bytes < 650_000, `${bytes} bytes`);
});
