// The page on what the program itself has made, while it makes it: a DARTS search, an ENAS search and two experiments.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openBrowser, openPage } from './browser.mjs';
import { run, serve, start } from './program.mjs';

const shots = process.env.NASSHARP_BOARD_SHOTS ?? fileURLToPath(new URL('../../artifacts/board', import.meta.url));
const tiny = ['--channels', '4', '--cells', '3', '--nodes', '2', '--batch-size', '20', '--threads', '1', '--seed', '1'];

let root;
let board;
let browser;
let page;
let bad;

before(async () => {
  mkdirSync(shots, { recursive: true });
  root = mkdtempSync(join(tmpdir(), 'nassharp-board-runs-'));
  board = await serve(root);
  browser = await openBrowser();
  ({ page, bad } = await openPage(browser.context, board.url));
  page.setDefaultTimeout(120_000);
});

after(async () => {
  await browser?.close();
  await board?.stop();
  rmSync(root, { recursive: true, force: true });
});

afterEach(() => {
  assert.deepEqual(bad?.splice(0), [], 'the page complained or left its origin');
});

const source = async name => page.evaluate(async wanted => {
  const answer = await (await fetch('api/v1/sources')).json();
  return answer.items.find(item => item.name === wanted || item.path.endsWith(wanted))?.id;
}, name);

async function open(hash, ready) {
  await page.goto('about:blank');
  await page.goto(board.url + hash);
  await page.locator(ready).first().waitFor();
}

/** The last frame of weights.bin by choice. */
function lastWeights(folder) {
  const bytes = readFileSync(join(folder, 'weights.bin'));
  const end = bytes.indexOf(10);
  const header = JSON.parse(bytes.subarray(0, end).toString());
  const length = 8 + 5 * header.slots;
  const frames = Math.floor((bytes.length - end - 1) / length);
  const at = end + 1 + (frames - 1) * length;
  return { frames, step: Number(bytes.readBigInt64LE(at)), of: Object.fromEntries(header.choices.map(({ key, offset, size }) => [key, Array.from({ length: size }, (_, i) => bytes.readFloatLE(at + 8 + 4 * (offset + i)))])) };
}

test('DARTS search_that starts while the page is open_appears, is followed and ends with its result', async () => {
  await open('', 'text=No runs or experiments here yet');
  const search = run(root, 'search', ...tiny, '--train-images', '240', '--epochs', '4', '--set', 'architecture-learning-rate=0.05,collapse-guard.enabled=false', '--output', 'darts');
  await page.getByRole('link', { name: 'darts', exact: true }).click();
  await page.getByRole('link', { name: 'Supernet', exact: true }).first().click();
  await page.locator('[role=treeitem]').first().waitFor();
  // The slider grows under the eyes of whoever watches.
  await page.waitForFunction(() => Number(document.querySelector('input[aria-label^=Moment]')?.getAttribute('max') ?? 0) >= 2);
  await search;
  const folder = join(root, 'darts');
  const weights = lastWeights(folder);
  await page.locator('.top .chip', { hasText: 'done' }).waitFor();
  await page.waitForFunction(wanted => document.querySelector('input[aria-label^=Moment]')?.getAttribute('max') === String(wanted), weights.frames - 1);
  assert.equal(await page.getByLabel('Moment of the history').getAttribute('aria-valuetext'), `step ${weights.step}, record ${weights.frames} of ${weights.frames}`);
  await page.locator('input[data-search]').fill('normal_n2_p0');
  await page.getByText(/found; Enter goes on/).waitFor();
  await page.locator('input[data-search]').press('Enter');
  const net = JSON.parse(readFileSync(join(folder, 'supernet.json'), 'utf8'));
  const candidates = net.choices.find(choice => choice.key === 'normal_n2_p0').candidates;
  const values = weights.of['normal_n2_p0'];
  const best = values.indexOf(Math.max(...values));
  // What the weights leave over is the share of "none", and may be the largest.
  const rest = 1 - values.reduce((sum, value) => sum + value, 0);
  const words = rest > values[best] ? `none ${(100 * rest).toFixed(1)} %` : `${candidates[best]} ${(100 * values[best]).toFixed(1)} %`;
  await page.locator(`[role=treeitem][aria-label$="choice normal_n2_p0, ${words}"]`).first().waitFor();
  await page.screenshot({ path: `${shots}/program-darts-supernet.png` });
});

test('result of the search_is the file that the search has written', async () => {
  const id = await source('darts');
  await open(`#/source/${id}/result`, '[data-cell=normal] svg');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'architecture.json' }).click()]);
  const written = JSON.parse(readFileSync(join(root, 'darts', 'architecture.json'), 'utf8'));
  const offered = JSON.parse(readFileSync(await download.path(), 'utf8'));
  delete written.$meta;
  delete offered.$meta;
  assert.deepEqual(offered, written);
  const operations = await page.locator('[data-cell=normal] svg text').allTextContents();
  for (const key of Object.values(written).filter(Array.isArray).flat().filter(name => name.startsWith('normal_'))) assert.ok(operations.includes(written[key]), `${written[key]} of ${key}`);
  await page.getByLabel('Moment of the history').press('Home');
  await page.getByText('derived from the weights').waitFor();
  await page.screenshot({ path: `${shots}/program-darts-result.png` });
});

test('pages of the search_have their numbers', async () => {
  const id = await source('darts');
  await open(`#/source/${id}`, '.u-over');
  await open(`#/source/${id}/curves`, '.u-over');
  await page.getByRole('button', { name: 'table' }).first().click();
  assert.ok(await page.locator('table.plain tbody tr').count() > 2);
  await open(`#/source/${id}/alphas`, '.u-over');
  await page.getByText('Health of the search').waitFor();
  await page.screenshot({ path: `${shots}/program-darts-alphas.png` });
  await open(`#/source/${id}/files`, 'text=report.md');
  await page.getByRole('button', { name: 'report.md' }).click();
  await page.locator('pre.log').waitFor();
});

test('report of the search_opened as a file_is whole and asks for nothing', async () => {
  await run(root, 'report', 'darts', '--output', 'report.html');
  const address = `file://${join(root, 'report.html')}`;
  const opened = await openPage(browser.context, address);
  await opened.page.setViewportSize({ width: 1100, height: 3000 });
  await opened.page.goto(address);
  await opened.page.getByRole('heading', { name: 'Architecture' }).waitFor();
  const weights = lastWeights(join(root, 'darts'));
  assert.equal(await opened.page.locator('h2:has-text("Weights of the candidates") ~ .pairs > div').count(), Object.keys(weights.of).length);
  const key = Object.keys(weights.of)[0];
  const cells = await opened.page.locator('.pairs > div', { has: opened.page.locator('figcaption', { hasText: new RegExp(`^${key}$`) }) }).locator('tr td:nth-child(2)').allTextContents();
  assert.deepEqual(cells, weights.of[key].map(weight => (Number.isFinite(weight) ? weight.toFixed(4) : '–')));
  const written = JSON.parse(readFileSync(join(root, 'darts', 'architecture.json'), 'utf8'));
  const drawn = await opened.page.locator('.drawing svg text').allTextContents();
  for (const key of Object.values(written).filter(Array.isArray).flat().filter(name => name.startsWith('normal_'))) assert.ok(drawn.some(text => text.replaceAll(' ', '') === written[key]), `${written[key]} of ${key} in ${drawn}`);
  assert.ok(await opened.page.locator('polyline').count() > 10);
  await opened.page.screenshot({ path: `${shots}/program-report.png` });
  assert.deepEqual(opened.bad, []);
  await opened.page.close();
});

test('ENAS search_has a supernet with visits and cells, and can be compared', async () => {
  await run(root, 'search', '--algorithm', 'enas', '--space', 'enas-micro', ...tiny, '--train-images', '240', '--epochs', '2', '--set', 'controller-steps=12,candidates=2,recalibration-batches=1', '--output', 'enas');
  await open('', 'text=enas');
  const [darts, enas] = [await source('darts'), await source('enas')];
  await open(`#/source/${enas}/supernet?depth=2`, '[role=treeitem][data-path="cells.0"]');
  await page.screenshot({ path: `${shots}/program-enas-supernet.png` });
  await open(`#/source/${enas}/result`, '[data-cell=normal] svg');
  const written = JSON.parse(readFileSync(join(root, 'enas', 'architecture.json'), 'utf8'));
  assert.equal(await page.locator('[data-cell=normal] svg text').filter({ hasText: /^\d \w/ }).count(), Object.keys(written).filter(key => /^normal_.*_op$/.test(key)).length);
  await page.screenshot({ path: `${shots}/program-enas-result.png` });
  await open(`#/compare?runs=${darts},${enas}`, '.u-over');
  await page.getByText(/of \d+ options differ/).waitFor();
});

function experiment(name, trial, more, tuner = 'random\n  classArgs:\n    optimize_mode: maximize') {
  const folder = join(root, `${name}-files`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'space.json'), JSON.stringify({ width: { _type: 'layer_choice', _value: ['16', '32', '64'] }, depth: { _type: 'layer_choice', _value: ['2', '4'] }, ...Object.fromEntries(['a', 'b', 'c', 'd'].map(key => [key, { _type: 'layer_choice', _value: ['x', 'y', 'z'] }])) }));
  writeFileSync(join(folder, 'trial.sh'), trial);
  writeFileSync(join(folder, 'config.yml'), `experimentName: ${name}\ntrialConcurrency: 2\nmaxTrialNum: ${more}\ntrainingServicePlatform: local\nsearchSpacePath: space.json\ntuner:\n  builtinTunerName: ${tuner}\ntrial:\n  command: sh trial.sh\n  codeDir: .\n`);
  return join(folder, 'config.yml');
}

const report = `
width=$(tr -d ' \\n' <"$NASCTL_TRIAL_DIR/parameters.json" | sed 's/.*"width":{"_value":"\\([0-9]*\\)".*/\\1/')
echo "training with width $width"
for i in 1 2 3; do echo "{\\"type\\": \\"intermediate\\", \\"value\\": 0.$((width + i))}" >>"$NASCTL_TRIAL_DIR/metrics.jsonl"; done
echo "{\\"type\\": \\"final\\", \\"value\\": {\\"default\\": 0.$((width + 4)), \\"parameters\\": $((width * width))}}" >>"$NASCTL_TRIAL_DIR/metrics.jsonl"
`;

test('experiment_of the program_shows its trials, their curves and what they say together', async () => {
  await run(root, 'create', '-c', experiment('widths', report, 6), '--foreground');
  await open('', 'text=widths');
  const id = await source('widths');
  await open(`#/source/${id}`, 'text=Best trials');
  await page.getByText(/6 of 6/).waitFor();
  await open(`#/source/${id}/trials?sort=result:down`, '[role=grid] .line');
  assert.equal(await page.getByRole('grid').getAttribute('aria-rowcount'), '7');
  await page.locator('.line').first().click();
  await page.locator('pre.log', { hasText: 'training with width' }).waitFor();
  await page.locator('.side .u-over').waitFor();
  await page.screenshot({ path: `${shots}/program-trials.png` });
  await open(`#/source/${id}/analysis`, 'canvas[aria-label^="Pareto front"]');
  await page.getByRole('button', { name: /▸ width/ }).click();
  await page.locator('ol.lineage li').first().waitFor();
  await page.screenshot({ path: `${shots}/program-analysis.png` });
  await open(`#/source/${id}/log`, 'text=Log of the manager');
});

test('evolution_of the program_has the tree that its tuner told', async () => {
  const config = experiment('family', report, 24, 'RegularizedEvolutionTuner\n  classArgs:\n    optimize_mode: maximize\n    population_size: 6\n    sample_size: 3');
  await run(root, 'create', '-c', config, '--foreground');
  await open('', 'text=family');
  const id = await source('family');
  const told = await page.evaluate(async wanted => (await (await fetch(`api/v1/experiments/${wanted}/trials`)).json()).columns.parent, id);
  assert.ok(told.filter(parent => parent !== null).length > 6, `parents ${told}`);
  await open(`#/source/${id}/analysis?tree=generation`, 'canvas[aria-label^="Lineage"]');
  await page.locator('section[aria-label="Lineage"]').getByText('of all trials, as recorded').waitFor();
  await page.locator('section[aria-label="Lineage"]').getByRole('button', { name: 'table', exact: true }).click();
  const rows = await page.locator('section[aria-label="Lineage"] tbody tr').evaluateAll(list => list.map(row => [...row.cells].map(cell => cell.textContent)));
  assert.deepEqual(rows.map(row => [Number(row[0]), row[3]]).sort((a, b) => a[0] - b[0]), told.map((parent, trial) => [trial, parent === null ? '' : String(parent)]));
  await page.locator('section[aria-label="Trials over time"]').getByText(/^2 at once at most, busy/).waitFor();
});

test('running experiment_told to kill a trial and to stop_does so', async () => {
  const config = experiment('endless', 'echo waiting; exec sleep 600\n', 4);
  const program = start(root, 'create', '-c', config, '--foreground');
  try {
    await open('', 'text=endless');
    const id = await source('endless');
    await open(`#/source/${id}/trials?trial=0`, 'text=Kill trial 0');
    await page.getByRole('button', { name: 'Kill trial 0' }).click();
    await page.locator('dialog').getByRole('button', { name: 'Kill trial 0' }).click();
    await page.locator('.side .chip', { hasText: 'killed by user' }).waitFor();
    await page.getByRole('link', { name: 'Overview' }).click();
    const sure = async name => {
      await page.getByRole('button', { name, exact: true }).click();
      await page.locator('dialog').getByRole('button', { name, exact: true }).click();
    };
    await sure('Pause');
    await page.getByText(/^Paused: the running trials go on/).waitFor();
    await sure('Go on');
    await page.getByText(/^Paused:/).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Change the limits' }).click();
    await page.getByLabel('Trials at once').fill('1');
    await page.getByLabel('Trials at most').fill('9');
    await page.locator('dialog').getByRole('button', { name: 'Change the limits' }).click();
    await page.getByText('of 9', { exact: false }).first().waitFor();
    await page.getByText(/^\d of 1$/).first().waitFor();
    await page.getByRole('button', { name: 'Stop the experiment' }).click();
    await page.locator('dialog').getByRole('button', { name: 'Stop the experiment' }).click();
    await program.ended;
    await page.locator('.top .chip', { hasText: 'stopped' }).waitFor();
  } finally {
    program.child.kill('SIGINT');
    await program.ended;
  }
});

test('damaged files_break no page', async () => {
  const folder = join(root, 'enas');
  const id = await source('enas');
  let seed = 5;
  const next = most => (seed = (seed * 48271) % 2147483647) % most;
  for (const name of readdirSync(folder).filter(one => /\.(json|jsonl|bin)$/.test(one))) {
    const bytes = readFileSync(join(folder, name));
    if (name.endsWith('.bin') || next(2) === 0) truncateSync(join(folder, name), next(Math.max(1, bytes.length)));
    else {
      for (let i = 0; i < 40; i++) bytes[next(bytes.length)] = next(256);
      writeFileSync(join(folder, name), bytes);
    }
  }
  for (const at of ['', '/supernet', '/alphas', '/result', '/curves', '/files']) {
    await open(`#/source/${id}${at}`, 'main .panel, main .empty, main .tile, main [role=alert]');
    assert.equal(await page.getByText('This page cannot be drawn').count(), 0, at);
  }
});
