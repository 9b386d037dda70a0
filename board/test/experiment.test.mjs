// The pages of an experiment in a real browser: what the trials say together, and several of them beside each other.
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
  data = fixtureData({ cells: 2, trials: 600, frames: 5 });
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

async function open(hash, ready) {
  await page.goto('about:blank');
  await page.goto(server.url + hash);
  await page.locator(ready).first().waitFor();
}

const panel = title => page.locator(`section[aria-label="${title}"]`);

async function numbersOf(title) {
  const one = panel(title);
  const [download] = await Promise.all([page.waitForEvent('download'), (async () => {
    await one.locator('summary', { hasText: 'Download' }).click();
    await one.getByRole('button', { name: 'numbers (CSV)' }).click();
  })()]);
  return readFileSync(await download.path(), 'utf8').trim().split('\r\n').map(line => line.split(','));
}

async function pictureOf(title) {
  const one = panel(title);
  const [download] = await Promise.all([page.waitForEvent('download'), (async () => {
    await one.locator('summary', { hasText: 'Download' }).click();
    await one.getByRole('button', { name: 'picture (PNG)' }).click();
  })()]);
  const bytes = readFileSync(await download.path());
  assert.equal(bytes.subarray(1, 4).toString(), 'PNG', title);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), bytes: bytes.length };
}

const ready = 'canvas[aria-label^="Lineage"]';
const charts = ['Pareto front', 'Hypervolume', 'Results', 'Intermediate results', 'Parallel coordinates', 'Slices', 'Lineage', 'Trials over time'];

test('every chart of the analysis_has a table, numbers and a picture to take along', async () => {
  await open('#/source/exp-e/analysis?trial=570', ready);
  for (const title of charts) {
    await panel(title).locator('canvas').first().waitFor();
    const rows = await numbersOf(title);
    assert.ok(rows.length > 5 && rows.every(row => row.length >= rows[0].length), `${title}: ${rows[0]}`);
    const picture = await pictureOf(title);
    assert.ok(picture.width > 300 && picture.height > 150 && picture.bytes > 3000, `${title}: ${JSON.stringify(picture)}`);
    await panel(title).getByRole('button', { name: 'table', exact: true }).click();
    await panel(title).locator('table.plain tbody tr').first().waitFor();
    await panel(title).getByRole('button', { name: 'table', exact: true }).click();
  }
});

test('lineage_of a selected trial_is what its parents tell', async () => {
  await open('#/source/exp-e/analysis?trial=570&tree=generation', ready);
  const rows = await numbersOf('Lineage');
  const [, other] = [data.experiment.columns.parent, data.experiment.columns.otherParent];
  const line = new Set();
  for (const queue = [570]; queue.length > 0;) {
    const at = queue.pop();
    if (at === null || line.has(at)) continue;
    line.add(at);
    queue.push(data.experiment.columns.parent[at], other[at]);
  }
  assert.ok(line.size > 3, 'the fixture has a line');
  assert.deepEqual(rows.slice(1).filter(row => row.at(-1) === 'yes').map(row => Number(row[0])).sort((a, b) => a - b), [...line].sort((a, b) => a - b));
  await page.locator(`canvas[aria-label="Lineage: ${line.size} trials lead to the one that is told. The numbers are in the table."]`).waitFor();
  const own = rows.find(row => row[0] === '570');
  assert.equal(own[3], [data.experiment.columns.parent[570], other[570]].filter(value => value !== null).join(' and '));
  const first = data.experiment.columns.parent[570];
  for (const [k, key] of data.experiment.keys.entries()) assert.equal(data.experiment.choices[k].values[first] !== data.experiment.choices[k].values[570], own[4].includes(`${key}:`), key);
});

test('slices_of the selection_have its means', async () => {
  await open('#/source/exp-e/analysis?q=state%3Asucceeded', ready);
  const rows = await numbersOf('Slices');
  const e = data.experiment;
  const mine = e.columns.number.filter(n => e.columns.state[n] === 2 && e.choices[2].values[n] === 3);
  const row = rows.find(one => one[0] === 'layer_2.op' && one[1] === 'skipconnect');
  assert.equal(Number(row[2]), mine.length);
  assert.ok(Math.abs(Number(row[3]) - mine.reduce((sum, n) => sum + e.columns.result[n], 0) / mine.length) < 1e-9);
});

test('trials over time_dragged and picked_zooms and selects in all pictures', async () => {
  await open('#/source/exp-e/analysis', ready);
  const canvas = panel('Trials over time').locator('canvas');
  await canvas.scrollIntoViewIfNeeded();
  const area = await canvas.boundingBox();
  await page.mouse.move(area.x + 200, area.y + 20);
  await page.mouse.down();
  await page.mouse.move(area.x + 212, area.y + 20, { steps: 3 });
  await page.mouse.up();
  await panel('Trials over time').getByRole('button', { name: 'all of it' }).waitFor();
  await page.waitForFunction(() => /when=[\d.]+~[\d.]+/.test(decodeURIComponent(location.hash)));
  await page.mouse.click(area.x + area.width / 2, area.y + 20);
  await page.waitForFunction(() => /trial=\d+/.test(location.hash));
});

test('logarithmic axes and the best tenth_are kept in the address', async () => {
  await open('#/source/exp-e/analysis', ready);
  await panel('Pareto front').getByRole('button', { name: 'log ↔' }).click();
  await panel('Parallel coordinates').locator('summary', { hasText: 'Logarithmic' }).click();
  await panel('Parallel coordinates').locator('details[open]').getByLabel('parameters').check();
  await panel('Parallel coordinates').getByRole('button', { name: '10 %', exact: true }).click();
  const results = data.experiment.columns.result.filter(value => value !== null).sort((a, b) => b - a);
  await page.getByText(`${Math.ceil(results.length / 10)} of 600 trials are in the selection`).waitFor();
  await page.waitForFunction(() => location.hash.includes('plog=1') && location.hash.includes('plogs=parameters') && location.hash.includes('brush=result'));
});

test('trials_ticked in the table_are compared by what differs and by their curves', async () => {
  await open('#/source/exp-e/trials', '[role=grid] .line');
  await page.getByLabel('Compare trial 1', { exact: true }).check();
  await page.locator('.line[data-key="3"]').click();
  await page.keyboard.press('x');
  await page.getByRole('link', { name: 'Compare 2 trials' }).click();
  await page.locator('.u-over').waitFor();
  const e = data.experiment;
  const different = e.keys.filter((_, k) => e.choices[k].values[1] !== e.choices[k].values[3]);
  await page.getByText(`${different.length} of ${e.keys.length} choices differ`).waitFor();
  await panel('Trial 3').getByText('dashed: differs from trial 1').waitFor();
  assert.equal(await panel('Trial 1').locator('svg').count() > 0 && await panel('Trial 3').locator('svg').count() > 0, true);
  const region = page.getByRole('region', { name: 'Differences of the trials' });
  const names = await region.locator('tbody tr td:first-child').allTextContents();
  assert.deepEqual(names.filter(name => e.keys.includes(name)), different);
  await page.getByLabel('only what differs').uncheck();
  assert.deepEqual((await region.locator('tbody tr td:first-child').allTextContents()).filter(name => e.keys.includes(name)), e.keys);
  await page.getByRole('button', { name: 'Leave out trial 3' }).click();
  await page.getByText('Choose two trials or more').waitFor();
});

test('pause and limits_ask first, send what was changed, and tell a pause', async () => {
  await open('#/source/exp-e', 'text=Change the limits');
  await page.getByRole('button', { name: 'Change the limits' }).click();
  const send = page.locator('dialog').getByRole('button', { name: 'Change the limits' });
  assert.ok(await send.isDisabled(), 'nothing is changed yet');
  await page.getByLabel('Trials at most').fill('0');
  assert.ok(await send.isDisabled(), 'nothing is no limit');
  await page.getByLabel('Trials at most').fill('700');
  await send.click();
  await page.getByText('the manager obeys within a second').waitFor();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.locator('dialog').getByRole('button', { name: 'No', exact: true }).click();
  assert.deepEqual(data.commands, [{ type: 'setTrialCount', value: 700 }]);
  data.paused = true;
  await open('#/source/exp-e', 'text=no new trials are started');
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await page.locator('dialog').getByRole('button', { name: 'Go on', exact: true }).click();
  await page.getByText('the manager obeys within a second').waitFor();
  assert.deepEqual(data.commands[1], { type: 'continue' });
  data.paused = false;
});

for (const [name, hash, wanted] of [['trial-compare', '#/source/exp-e/compare?t=1,3,570', '.u-over'], ['experiment-analysis', '#/source/exp-e/analysis?trial=570', ready]]) {
  test(`${name}_in both themes_can be used by all`, async () => {
    await page.setViewportSize({ width: 1440, height: name === 'trial-compare' ? 900 : 2900 });
    await open(hash, wanted);
    await page.evaluate(axe);
    for (const theme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: theme });
      await page.locator(`html[data-theme=${theme}]`).waitFor();
      await page.screenshot({ path: `${shots}/${name}-${theme}.png` });
      const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }));
      assert.deepEqual(found.violations.map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(' | ')}`), []);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1440, height: 900 });
  });
}
