// Times of the supernet's picture on a graph of some 8,000 operations, in headless Chromium without a graphics card: node bench/frames.mjs
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { loadavg, cpus } from 'node:os';
import { openBrowser, openPage } from '../test/browser.mjs';
import { fixtureData, startFixture } from '../test/fixtures/server.mjs';

const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const share = (list, part) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))];

const server = await startFixture(fileURLToPath(new URL('../dist', import.meta.url)), fixtureData({ cells: 4, trials: 10_000, frames: 1000, big: 20 }));
const browser = await openBrowser();
const { page, bad } = await openPage(browser.context, server.url);
console.log(`${cpus().length} cores, load ${loadavg()[0].toFixed(1)}, ${browser.context.browser()?.version() ?? 'Chromium'}`);

async function first(hash, drawn) {
  await page.goto('about:blank');
  const start = performance.now();
  await page.goto(server.url + hash);
  await page.waitForFunction(drawn);
  return performance.now() - start;
}

const picture = () => Number(document.querySelector('.stage canvas')?.dataset.drawn ?? 0) > 0 && document.querySelectorAll('[role=treeitem]').length > 0;
const times = [];
for (let i = 0; i < 5; i++) times.push(await first('#/source/run-big/supernet', picture));
console.log(`first picture of 8,345 operations: median ${median(times).toFixed(0)} ms of ${times.map(t => t.toFixed(0)).join(', ')}`);

async function move(name, kind, rounds) {
  const gaps = await page.evaluate(async ([how, n]) => {
    const stage = document.querySelector('.stage');
    const box = stage.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const slider = document.querySelector('input[type=range][aria-label^=Moment]');
    const event = (type, dx, dy) => stage.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, button: 0, clientX: x + dx, clientY: y + dy }));
    if (how === 'pan') { stage.setPointerCapture = () => {}; event('pointerdown', 0, 0); }
    const found = [];
    let last = await new Promise(done => requestAnimationFrame(done));
    for (let i = 0; i < n; i++) {
      if (how === 'pan') event('pointermove', 120 * Math.sin(i / 9), -6 * i);
      else if (how === 'zoom') stage.dispatchEvent(new WheelEvent('wheel', { deltaY: 40 * Math.sin(i / 12), clientX: x, clientY: y, bubbles: true, cancelable: true }));
      else { slider.value = String((i * 7) % 1000); slider.dispatchEvent(new Event('input', { bubbles: true })); }
      const now = await new Promise(done => requestAnimationFrame(done));
      found.push(now - last);
      last = now;
    }
    if (how === 'pan') event('pointerup', 0, 0);
    return found;
  }, [kind, rounds]);
  console.log(`${name}: median ${median(gaps).toFixed(1)} ms, 95 % within ${share(gaps, 0.95).toFixed(1)} ms`);
}

for (const [name, depth] of [['as first shown', ''], ['mixed operations open', '?depth=4'], ['all 8,345 operations open', '?depth=9']]) {
  const time = await first(`#/source/run-big/supernet${depth}`, picture);
  const words = await page.locator('.hint', { hasText: 'boxes open' }).textContent();
  console.log(`${name}: ${words}; picture after ${time.toFixed(0)} ms`);
  for (const at of depth === '' ? ['start'] : ['start', 'fit']) {
    if (at === 'fit') await page.getByRole('button', { name: 'fit' }).click();
    await move(`  ${at}, pan`, 'pan', 90);
    await page.getByRole('button', { name: 'fit' }).click();
    await move(`  ${at}, zoom`, 'zoom', 90);
    await move(`  ${at}, slider`, 'slide', 90);
  }
}
const trials = await first('#/source/exp-e/trials', () => document.querySelectorAll('[role=grid] .line').length > 0);
console.log(`table of 10,000 trials: ${trials.toFixed(0)} ms`);
const analysis = await first('#/source/exp-e/analysis', () => document.querySelector('canvas[aria-label^="Parallel"]')?.width > 300);
console.log(`analysis of 10,000 trials: ${analysis.toFixed(0)} ms`);
if (bad.length > 0) console.log(bad);
await browser.close();
await server.stop();
