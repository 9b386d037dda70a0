// Writes the licences of what the bundle contains. Run after changing a dependency: node scripts/notices.mjs
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const { dependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
const names = [...Object.keys(dependencies), '@preact/signals-core', '@dagrejs/graphlib'].sort();
const parts = ['The page of the Board contains these packages.'];
for (const name of names) {
  const folder = new URL(`node_modules/${name}/`, root);
  if (!existsSync(folder)) continue;
  const { version, license } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
  parts.push(`${'-'.repeat(80)}\n${name} ${version} (${license})\n\n${file === undefined ? '' : readFileSync(new URL(file, folder), 'utf8').trim()}`);
}
writeFileSync(new URL('public/app/THIRD-PARTY-NOTICES.txt', root), `${parts.join('\n\n')}\n`);
