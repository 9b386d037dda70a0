// The page in a real browser, with made-up data behind it: everything that can be clicked, and what must never happen.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, afterEach, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { executable, openBrowser, openPage } from './browser.mjs';
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
  assert.ok(executable !== undefined, 'no chromium');
  mkdirSync(shots, { recursive: true });
  data = fixtureData({ cells: 4, trials: 10_000, frames: 120, big: 20 });
  data.extra = [{ id: 'run-new', kind: 'run', name: 'fresh', path: 'runs/fresh', status: 'created', updatedAt: 1795248000000, createdAt: 1795248000000, problems: ['metrics.jsonl: line 3 is cut'], run: { trainer: 'enas', isSearch: true, seed: 1, step: null, steps: null, epoch: null, epochs: null, seconds: null, secondsLeft: null, metrics: {}, space: null, has: [] } }];
  server = await startFixture(dist, data);
  browser = await openBrowser();
  ({ page, bad } = await openPage(browser.context, server.url));
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(() => {
  const seen = bad?.splice(0) ?? [];
  assert.deepEqual(seen, [], 'the page complained or left its origin');
});

async function open(hash, ready) {
  // Another address first: a change behind the # alone does not load the page anew.
  await page.goto('about:blank');
  await page.goto(server.url + hash);
  await page.locator(ready).first().waitFor();
}

const views = [
  ['list', '#/', 'text=Experiments'],
  ['run', '#/source/run-a', '.u-over'],
  ['supernet', '#/source/run-a/supernet?box=3', '[role=treeitem]'],
  ['alphas', '#/source/run-a/alphas', '.u-over'],
  ['result', '#/source/run-a/result?step=300', '[data-cell] svg'],
  ['curves', '#/source/run-b/curves', '.u-over'],
  ['files', '#/source/run-a/files', 'text=report.md'],
  ['experiment', '#/source/exp-e', 'text=Best trials'],
  ['trials', '#/source/exp-e/trials?trial=51', '[data-cell] svg'],
  ['analysis', '#/source/exp-e/analysis?trial=51', 'ol.lineage li'],
  ['log', '#/source/exp-e/log', 'pre.log'],
  ['compare', '#/compare?runs=run-a,run-b', '.u-over'],
  ['new-run', '#/source/run-new', 'text=No numbers yet'],
];

for (const [name, hash, ready] of views) {
  test(`${name}_in both themes_can be used by all`, async () => {
    await open(hash, ready);
    await page.evaluate(axe);
    for (const theme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: theme });
      await page.locator(`html[data-theme=${theme}]`).waitFor();
      await page.screenshot({ path: `${shots}/${name}-${theme}.png` });
      const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }));
      assert.ok(found.passes.length > 8, 'axe has looked');
      assert.deepEqual(found.violations.map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(' | ')}`), []);
    }
    await page.emulateMedia({ colorScheme: 'light' });
  });
}

const box = name => page.locator(`[role=treeitem][data-path="${name}"]`);

test('supernet_by keyboard and pointer_opens, closes and tells weights', async () => {
  await open('#/source/run-a/supernet?depth=1', '[role=treeitem]');
  const cell = box('cells.0');
  assert.equal(await cell.getAttribute('aria-expanded'), 'false');
  await cell.focus();
  await page.keyboard.press('Enter');
  await box('cells.0.nodes.0').waitFor();
  assert.equal(await cell.getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-path')?.startsWith('cells.0.'));
  await page.locator('[data-path="cells.0.nodes.0"] [data-opens]').click();
  const choice = box('cells.0.nodes.0.edges.0');
  await choice.waitFor();
  await choice.click();
  await page.getByText('maxpool').first().waitFor();
  const net = data.runs.get('run-a').net;
  const weights = data.runs.get('run-a').weights;
  const facts = net.choices.find(one => one.key === 'normal_n2_p0');
  const last = Array.from({ length: 7 }, (_, i) => weights.values[119 * weights.slots + facts.offset + i]);
  const best = last.indexOf(Math.max(...last));
  await page.locator(`[data-path="cells.0.nodes.0.edges.0"][aria-label$="choice normal_n2_p0, ${facts.candidates[best]} ${(100 * last[best]).toFixed(1)} %"]`).waitFor();
  await page.locator('[data-path="cells.0.nodes.0.edges.0"] [data-opens]').click();
  await page.locator('[data-path="cells.0.nodes.0.edges.0.skipconnect"]').waitFor();
  await page.locator('[data-path="cells.0.nodes.0.edges.0"] [data-opens]').click();
  await page.locator('[data-path="cells.0.nodes.0.edges.0.skipconnect"]').waitFor({ state: 'detached' });
});

test('shared key_selected in one place_is lit in all', async () => {
  await open('#/source/run-a/supernet?depth=3', '[role=treeitem]');
  await page.keyboard.press('f');
  await open('#/source/run-a/supernet?find=normal_n2_p0', '[role=treeitem]');
  await page.getByText('2 found').waitFor();
  await page.locator('input[data-search]').press('Enter');
  await page.getByText('One decision in 2 places').waitFor();
  assert.equal(await page.locator('.links button', { hasText: /^cells\.\d\.nodes\.0\.edges\.0$/ }).count(), 2);
  await page.getByRole('button', { name: 'cells.3.nodes.0.edges.0', exact: true }).first().click();
  await page.locator('[data-path="cells.3.nodes.0.edges.0"][data-lit=yes]').waitFor();
});

test('slider_reaches every record, and the address brings the view back', async () => {
  await open('#/source/run-a/supernet?depth=1', '[role=treeitem]');
  const slider = page.getByLabel('Moment of the history');
  assert.equal(await slider.getAttribute('max'), '119');
  await slider.focus();
  await page.keyboard.press('Home');
  assert.match(await slider.getAttribute('aria-valuetext'), /^step 10, record 1 of 120$/);
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
  assert.match(await slider.getAttribute('aria-valuetext'), /record 6 of 120/);
  await page.keyboard.press(']');
  assert.match(await slider.getAttribute('aria-valuetext'), /^step 70, record 7 of 120$/);
  await box('cells.1').dblclick({ position: { x: 60, y: 12 } });
  await box('cells.1.nodes.0').waitFor();
  await page.waitForURL(/step=70.*/);
  await page.waitForFunction(() => /flip=\d+/.test(location.hash));
  const place = page.url().slice(server.url.length);
  await open(place, '[data-path="cells.1.nodes.0"]');
  assert.match(await slider.getAttribute('aria-valuetext'), /^step 70,/);
  await page.locator('[role=treeitem][aria-selected=true][data-path="cells.1"]').waitFor();
});

test('history_played_ends at the newest record', async () => {
  await open('#/source/run-a/alphas?step=1180', '.u-over');
  await page.getByRole('button', { name: '▶ play' }).click();
  await page.waitForFunction(() => document.querySelector('input[type=range][aria-label^=Moment]')?.getAttribute('aria-valuetext') === 'step 1,200, record 120 of 120');
  await page.waitForFunction(() => !location.hash.includes('step='));
});

async function saved(click) {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

async function isSvg(text) {
  return page.evaluate(source => {
    const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
    return parsed.querySelector('parsererror') === null && parsed.documentElement.nodeName === 'svg' ? parsed.querySelectorAll('text').length : -1;
  }, text);
}

test('supernet and cell_exported_are whole SVG files, the architecture is its file', async () => {
  await open('#/source/run-a/supernet?depth=2&step=600', '[role=treeitem]');
  await page.locator('summary', { hasText: 'Download' }).click();
  const graph = await saved(() => page.getByRole('button', { name: 'picture (SVG)' }).click());
  assert.match(graph.name, /\.svg$/);
  assert.ok(await isSvg(graph.text) > 10);
  await open('#/source/run-a/result?step=300', '[data-cell=normal] svg');
  await page.locator('summary', { hasText: 'Download' }).first().click();
  const cell = await saved(() => page.getByRole('button', { name: 'picture (SVG)' }).first().click());
  assert.ok(await isSvg(cell.text) >= 3 + 4 + 8);
  const file = await saved(() => page.getByRole('link', { name: 'architecture.json' }).click());
  assert.equal(JSON.parse(file.text)['normal_n2_switch'].length, 2);
});

test('result_at an early step_marks what changed since', async () => {
  await open('#/source/run-a/result?step=10', '[data-cell=normal] svg');
  await page.getByText(/choices? differs? from the last/).waitFor();
  await page.getByRole('button', { name: 'latest' }).click();
  await page.getByText('the same as the last').waitFor();
});

test('trials_of ten thousand_are sorted and filtered with few rows on the page', async () => {
  await open('#/source/exp-e/trials', '[role=grid] .line');
  assert.ok(await page.locator('.line').count() <= 60);
  const grid = page.getByRole('grid');
  assert.equal(await grid.getAttribute('aria-rowcount'), '10001');
  await page.getByRole('columnheader', { name: 'result' }).getByRole('button').click();
  const results = data.experiment.columns.result;
  const best = results.indexOf(Math.max(...results.filter(value => value !== null)));
  await page.locator(`.line[aria-rowindex="2"][data-key="${best}"]`).waitFor();
  await page.locator('input[data-search]').fill('state:failed & layer_0.op=maxpool');
  const wanted = data.experiment.columns.state.filter((state, row) => state === 3 && data.experiment.choices[0].values[row] === 2).length;
  await page.waitForFunction(rows => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === String(rows + 1), wanted);
  await page.locator('input[data-search]').fill('nothing>3');
  await page.getByText("There is no column 'nothing'").waitFor();
  await page.locator('input[data-search]').fill('');
  await page.locator('.line').first().click();
  await page.keyboard.press('End');
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-rowindex') === '10001');
  assert.ok(await page.locator('.line').count() <= 60);
});

test('brush in the scatter_filters the table, and free frees it', async () => {
  await open('#/source/exp-e/analysis', 'canvas[aria-label^="Pareto front"]');
  const canvas = page.locator('canvas[aria-label^="Pareto front"]');
  const area = await canvas.boundingBox();
  await page.mouse.move(area.x + area.width * 0.3, area.y + 20);
  await page.mouse.down();
  await page.mouse.move(area.x + area.width * 0.5, area.y + 150);
  await page.mouse.up();
  const status = page.locator('[role=status]', { hasText: 'trials are in the selection' });
  await status.waitFor();
  const count = Number((await status.textContent()).split(' of ')[0].replaceAll(',', ''));
  assert.ok(count > 0 && count < 9000, String(count));
  assert.equal(await page.getByRole('grid').getAttribute('aria-rowcount'), String(count + 1));
  await page.waitForFunction(() => location.hash.includes('brush='));
  await page.getByRole('button', { name: 'free the selection' }).click();
  await page.getByText('all 10,000 trials').waitFor();
});

test('kill and stop_ask first', async () => {
  await open('#/source/exp-e/trials?trial=9999', 'text=Kill trial 9999');
  await page.getByRole('button', { name: 'Kill trial 9999' }).click();
  await page.getByRole('button', { name: 'No', exact: true }).click();
  assert.deepEqual(data.commands, []);
  await page.getByRole('button', { name: 'Kill trial 9999' }).click();
  await page.locator('dialog').getByRole('button', { name: 'Kill trial 9999' }).click();
  await page.getByText('the manager obeys within a second').waitFor();
  assert.deepEqual(data.commands, [{ type: 'killTrial', trial: 9999 }]);
  await open('#/source/exp-e', 'text=Stop the experiment');
  await page.getByRole('button', { name: 'Stop the experiment' }).click();
  await page.locator('dialog').getByRole('button', { name: 'Stop the experiment' }).click();
  await page.getByText('the manager obeys within a second').waitFor();
  assert.deepEqual(data.commands[1], { type: 'stop' });
});

test('hostile texts_are shown as texts', async () => {
  await open('#/source/exp-e/trials?trial=7', 'pre.log');
  assert.match(await page.locator('pre.log').textContent(), /<script>alert\(1\)<\/script>/);
  await open('#/source/run-a/files', 'text=report.md');
  await page.getByRole('button', { name: 'report.md' }).click();
  await page.getByText('It went <b>well</b>.').waitFor();
});

test('run without files_says what is missing on every page', async () => {
  for (const [at, words] of [['', 'No numbers yet'], ['/supernet', 'The network of this run is not known'], ['/alphas', 'No weights yet'], ['/result', 'There is no architecture yet'], ['/curves', 'No numbers yet']]) {
    await open(`#/source/run-new${at}`, `text=${words}`);
  }
  await open('#/nowhere', 'text=There is no such page');
});

test('unknown source_is told in the words of the server', async () => {
  await open('#/source/run-zzz', '[role=alert]');
  assert.match(await page.locator('[role=alert]').textContent(), /There is nothing at/);
  // The browser itself notes a 404; that is all that it may say.
  assert.equal(bad.length, 1);
  assert.match(bad.splice(0)[0], /404/);
});

test('graph of 8,000 operations_opened altogether_has few elements and is drawn', async () => {
  await open('#/source/run-big/supernet', '[role=treeitem]');
  await page.getByRole('button', { name: 'all', exact: true }).click();
  await page.getByText(/1\d,\d{3} boxes open|[89],\d{3} boxes open/).waitFor();
  await page.waitForFunction(() => Number(document.querySelector('.stage canvas')?.dataset.drawn) > 2);
  assert.ok(await page.locator('[role=treeitem]').count() <= 420);
  await page.screenshot({ path: `${shots}/supernet-8000.png` });
});

test('run that goes on_is followed, and keeps what was chosen', async () => {
  await open('#/source/run-b/supernet?depth=1&box=3', '[role=treeitem]');
  const slider = page.getByLabel('Moment of the history');
  await page.locator('text=live').first().waitFor();
  const weights = data.runs.get('run-b').weights;
  const longer = new Float32Array(weights.values.length + weights.slots);
  longer.set(weights.values);
  longer.set(weights.values.subarray(0, weights.slots), weights.values.length);
  Object.assign(weights, { values: longer, steps: [...weights.steps, 1210], seconds: [...weights.seconds, 130] });
  server.say('changed', { id: 'run-b', status: 'running', step: 1210, metrics: 2, weights: 121, supernet: 'g1', architectures: 1 });
  await page.waitForFunction(() => document.querySelector('input[type=range][aria-label^=Moment]')?.getAttribute('aria-valuetext') === 'step 1,210, record 121 of 121');
  assert.ok(page.url().includes('box=3'));
  await slider.waitFor();
});

test('eight tabs_share one stream and are all live', async () => {
  const tabs = [];
  for (let i = 0; i < 8; i++) tabs.push((await openPage(browser.context, server.url)).page);
  await Promise.all(tabs.map(tab => tab.goto(`${server.url}#/`)));
  await Promise.all(tabs.map(tab => tab.locator('header >> text=live').waitFor()));
  assert.equal(server.listeners(), 1);
  await Promise.all(tabs.map(tab => tab.close()));
});

test('server that goes away and comes back_is told and found again', async () => {
  await open('#/source/run-a', '.u-over');
  const port = Number(new URL(server.url).port);
  await server.stop();
  await page.getByText('server does not answer').first().waitFor();
  server = await startFixture(dist, data, port);
  await page.locator('header >> text=live').waitFor();
  bad.splice(0, bad.length, ...bad.filter(line => !/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/.test(line)));
});
