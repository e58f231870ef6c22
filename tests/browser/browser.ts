import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe, { type AxeResults } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const executablePath = process.env.CAJA_CHROMIUM ?? '/usr/bin/chromium';
const required = process.env.CAJA_REQUIRE_BROWSER === '1';

/** Why there is nothing to test with; undefined where there is a browser, or there has to be one. */
export const noBrowser =
  existsSync(executablePath) || required
    ? undefined
    : `THE PAGE IS NOT TESTED: there is no browser at ${executablePath} (apt-get install chromium, or CAJA_CHROMIUM=PATH)`;

/** A browser that looks for nothing in any network by itself. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** What a page did that it should not: requests, errors, dialogs. */
export interface Watched {
  readonly page: Page;
  readonly misdeeds: readonly string[];
}

/** Opens a page from the disk, as a reader does who got it by mail. */
export async function openPage(
  browser: Browser,
  html: string,
  options: BrowserContextOptions & { readonly hash?: string } = {},
): Promise<Watched> {
  const folder = await mkdtemp(join(tmpdir(), 'caja-page-'));
  const file = join(folder, 'page.html');
  await writeFile(file, html);
  const { hash = '', ...rest } = options;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...rest });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const misdeeds: string[] = [];
  const url = pathToFileURL(file).href;
  await context.route('**', (route) => {
    if (route.request().url().split('#')[0] === url) return route.continue();
    misdeeds.push(`request: ${route.request().url()}`);
    return route.abort();
  });
  page.on('console', (message) => misdeeds.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => misdeeds.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    misdeeds.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on('close', () => rm(folder, { recursive: true, force: true }));
  await page.goto(`${url}${hash}`, { waitUntil: 'load' });
  return { page, misdeeds };
}

/** What axe-core finds wrong with a page as it stands, each with the first place. */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: here } = globalThis as unknown as { axe: { run: () => Promise<AxeResults> } };
    const { violations } = await here.run();
    return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length}x: ${nodes[0]?.html})`);
  });
}
