// Chromium for the tests, with everything noted that a page must not do.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

export const executable = process.env.NASSHARP_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(path => existsSync(path));

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** A browser with an empty profile of its own; close() removes the profile. */
export async function openBrowser(options = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'nassharp-board-'));
  const context = await chromium.launchPersistentContext(profile, { executablePath: executable, args: flags, headless: true, viewport: { width: 1440, height: 900 }, acceptDownloads: true, ...options });
  context.setDefaultTimeout(60_000);
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** A page whose console errors, failures and requests off the origin are collected in `bad`. */
export async function openPage(context, origin) {
  const page = await context.newPage();
  const bad = [];
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') bad.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', error => bad.push(`error: ${error.message}`));
  page.on('request', request => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('blob:') && !url.startsWith('data:')) bad.push(`request off the origin: ${url}`);
  });
  return { page, bad };
}
