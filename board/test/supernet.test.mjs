// The supernet's page in a real browser: what can be taken along, and the paths of architectures.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, afterEach, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openBrowser, openPage } from './browser.mjs';
import { fixtureData, startFixture } from './fixtures/server.mjs';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const shots = process.env.NASSHARP_BOARD_SHOTS ?? fileURLToPath(new URL('../../artifacts/board', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser;
let server;
let data;
let page;
let bad;

before(async () => {
  mkdirSync(shots, { recursive: true });
  data = fixtureData({ cells: 4, trials: 20, frames: 30 });
  data.compared = [29, 3];
  data.cost = { name: 'latency_ms', constant: 1.5, choices: Object.fromEntries(data.runs.get('run-a').net.choices.filter(choice => choice.kind === 'layer').map(choice => [choice.key, choice.candidates.map((_, i) => 0.25 * i)])) };
  server = await startFixture(dist, data);
  browser = await openBrowser();
  ({ page, bad } = await openPage(browser.context, server.url));
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(() => {
  assert.deepEqual(bad?.splice(0) ?? [], [], 'the page complained or left its origin');
});

async function open(hash, ready = '[role=treeitem]') {
  await page.goto('about:blank');
  await page.goto(server.url + hash);
  await page.locator(ready).first().waitFor();
}

async function saved(button) {
  await page.locator('summary', { hasText: 'Download' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button, exact: true }).click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** Width and height of a PNG file. */
function sizeOf(bytes) {
  assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

const box = name => page.locator(`[role=treeitem][data-path="${name}"]`);
const choicesOf = () => data.runs.get('run-a').net.choices;

test('picture_as PNG_is the whole, or what the stage shows', async () => {
  await open('#/source/run-a/supernet?depth=2&view=-40,-20,0.5');
  const stage = await page.locator('.stage').evaluate(element => [element.clientWidth, element.clientHeight]);
  const view = await saved('what is shown (PNG)');
  assert.match(view.name, /supernet-view-\d+\.png$/);
  assert.deepEqual(sizeOf(view.bytes), stage.map(length => 2 * length));
  const svg = (await saved('what is shown (SVG)')).bytes.toString();
  assert.match(svg, new RegExp(`width="${stage[0]}" height="${stage[1]}" viewBox="80 40 ${2 * stage[0]} ${2 * stage[1]}"`));
  const whole = (await saved('picture (SVG)')).bytes.toString();
  const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(whole);
  const [wide, tall] = sizeOf((await saved('picture (PNG)')).bytes);
  assert.ok(Math.abs(wide / tall - width / height) < 0.01 && wide >= width, `${wide} x ${tall} of ${width} x ${height}`);
});

test('picture_as DOT_has what is open as clusters', async () => {
  await open('#/source/run-a/supernet?depth=2');
  const { name, bytes } = await saved('open boxes (DOT)');
  assert.match(name, /\.dot$/);
  for (const cell of [0, 1, 2, 3]) assert.match(bytes.toString(), new RegExp(`subgraph cluster_\\d+ {\\s+label="cells.${cell} · DartsCell"`));
});

test('path_of the result_lights what it takes, and the address brings it back', async () => {
  await open('#/source/run-a/supernet?depth=3');
  await page.locator('summary', { hasText: 'Path' }).click();
  await page.getByLabel('Architecture whose path is lit').selectOption('result');
  await page.getByText('Lit: the result').waitFor();
  const answer = await page.evaluate(async () => (await fetch('api/v1/runs/run-a/architecture')).json());
  const [taken] = answer.selected['normal_n3_switch'];
  await page.locator(`[data-path="cells.0.nodes.1.edges.${taken}"][data-way=on]`).waitFor({ state: 'attached' });
  const left = [0, 1, 2].find(edge => !answer.selected['normal_n3_switch'].includes(edge));
  await open('#/source/run-a/supernet?depth=3&path=result', `[data-path="cells.0.nodes.1.edges.${left}"][data-way=off]`);
  const words = await box(`cells.0.nodes.1.edges.${taken}`).getAttribute('aria-label');
  assert.match(words, new RegExp(`used, choice normal_n3_p${taken}, ${answer.architecture[`normal_n3_p${taken}`]}$`));
});

test('path_instead of another_tells what came and what went', async () => {
  await open('#/source/run-a/supernet?depth=2&path=candidate-1&than=epoch-0', '[data-way=changed]');
  const [now, then] = await page.evaluate(async () => Promise.all(['candidates', 'architecture?epoch=0'].map(async at => (await fetch(`api/v1/runs/run-a/${at}`)).json())));
  const differ = choicesOf().filter(choice => JSON.stringify(now.items[0].architecture[choice.key]) !== JSON.stringify(then.architecture[choice.key]));
  await page.getByText(`${differ.length} choices differ`).waitFor();
  // An edge that both take, with another operation on it.
  const { key } = differ.find(choice => choice.kind === 'layer' && now.items[0].architecture[choice.key.replace(/_p\d$/, '_switch')].includes(choice.key));
  const [, cell, node, edge] = /^(\w+)_n(\d)_p(\d)$/.exec(key);
  const at = `cells.${cell === 'normal' ? 0 : 1}.nodes.${node - 2}.edges.${edge}`;
  await page.getByRole('button', { name: new RegExp(`^${key} `) }).click();
  await page.locator(`[data-path="${at}"][data-way=changed]`).waitFor();
  await page.locator('.side').getByRole('button', { name: 'open' }).click();
  await page.locator(`[data-path="${at}.${now.items[0].architecture[key]}"][data-way=added]`).waitFor();
  await page.locator(`[data-path="${at}.${then.architecture[key]}"][data-way=removed]`).waitFor();
  await page.evaluate(axe);
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme });
    await page.locator(`html[data-theme=${theme}]`).waitFor();
    await page.screenshot({ path: `${shots}/supernet-path-${theme}.png` });
    const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }));
    assert.deepEqual(found.violations.map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(' | ')}`), []);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('button', { name: 'light nothing' }).click();
  await page.locator('[data-way]').first().waitFor({ state: 'detached' });
});

test('architecture_pasted and dropped_is lit, and one that does not fit is told in one line', async () => {
  await open('#/source/run-a/supernet?depth=3');
  const fits = await page.evaluate(async () => (await fetch('api/v1/runs/run-a/architecture.json')).json());
  await page.locator('summary', { hasText: 'Path' }).click();
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }));
  assert.deepEqual(found.violations.map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(' | ')}`), []);
  await page.getByLabel('Paste an architecture').fill('{"normal_n2_p0": "conv9x9"}');
  await page.getByText(/'normal_n2_p0': 'conv9x9' is none of its candidates/).waitFor();
  await page.getByLabel('Paste an architecture').fill(JSON.stringify(fits));
  await page.getByText('Lit: what you pasted').waitFor();
  await page.waitForFunction(() => location.hash.includes('path=own'));
  const address = page.url().slice(server.url.length);
  await open(address, 'text=Lit: what you pasted');
  await page.evaluate(text => {
    const files = new DataTransfer();
    files.items.add(new File([text], 'mine.json'));
    document.querySelector('.stage').dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
  }, JSON.stringify(fits));
  await page.getByText('Lit: mine.json').waitFor();
});

test('colours_by how decided and by latency_have their numbers beside them', async () => {
  await open('#/source/run-a/supernet?depth=3&colour=decided');
  await page.getByText('100 % decided').waitFor();
  await box('cells.0.nodes.0.edges.0').click();
  await page.locator('.facts dd', { hasText: /^\d+\.\d %; lead \d+\.\d %$/ }).waitFor();
  await page.locator('summary', { hasText: 'View' }).click();
  await page.locator('.supernet select').filter({ hasText: 'latency (ms)' }).selectOption('cost');
  await page.getByText(/latency \(ms\) of the run's own table/).waitFor();
  const [key] = choicesOf().map(choice => choice.key);
  const row = page.locator('.side tr', { hasText: 'dilconv5x5' });
  assert.deepEqual((await row.locator('td').allTextContents()).slice(-1), [String(data.cost.choices[key][6])]);
});

test('alphas_show the discretisation gap, and all choices as a table and as files', async () => {
  await open('#/source/run-a/alphas?map=gap', '.u-over');
  const panel = page.getByRole('region', { name: 'Discretisation gap', exact: true });
  await panel.getByText(/last: gap, mean of the choices 0\.\d+/).waitFor();
  const all = page.getByRole('region', { name: 'All choices', exact: true });
  await all.locator('canvas').waitFor();
  await all.locator('summary', { hasText: 'Download' }).click();
  const [picture] = await Promise.all([page.waitForEvent('download'), all.getByRole('button', { name: 'picture (PNG)' }).click()]);
  assert.ok(sizeOf(readFileSync(await picture.path()))[0] > 300);
  await all.getByRole('button', { name: 'table', exact: true }).click();
  assert.equal(await all.locator('tbody tr').count(), choicesOf().filter(choice => choice.kind === 'layer').length);
  await page.screenshot({ path: `${shots}/alphas-gap.png`, fullPage: true });
});

test('two runs compared_are drawn beside each other, with what differs', async () => {
  await open('#/compare?runs=run-a,run-b', '[data-cell=normal] svg');
  const drawn = page.getByRole('region', { name: 'Drawings', exact: true });
  assert.deepEqual(await drawn.locator('h3').allTextContents(), ['darts-a', 'darts-b']);
  assert.equal(await drawn.locator('[data-cell]').count(), 4);
  assert.ok(await drawn.locator('[data-cell] svg [stroke-dasharray]').count() > 0);
});
