// The customer follows an order on a phone that runs no scripts.
import type { Browser, Page } from '@playwright/test';
import { people, signIn } from '../support/shop';
import { expect, expectAxeClean, test, visit } from '../support/test';

const phone = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false };

/** The link of an order in a phase, as staff find it on the order's page. */
async function linkOf(page: Page, phase: string): Promise<string> {
  await visit(page, `/orders?phase=${phase}`);
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
  const link = page.getByRole('link', { name: /\/track\// });
  return (await link.getAttribute('href')) ?? '';
}

async function open(browser: Browser, path: string, more = {}) {
  const page = await (await browser.newContext({ ...phone, ...more })).newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.resourceType()} ${request.url()}`));
  const answer = await page.goto(path);
  return { page, asked, answer };
}

test('a link shows the order, and runs nothing', async ({ page, browser, watch }) => {
  await signIn(page, people.sales);
  const link = await linkOf(page, 'in_work');
  const { page: seen, asked, answer } = await open(browser, link);
  watch(seen);
  expect(answer?.status()).toBe(200);
  const headers = answer?.headers() ?? {};
  expect(headers['cache-control']).toBe('private, no-store');
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['x-robots-tag']).toContain('noindex');

  await expect(seen.getByRole('heading', { level: 1 })).toBeVisible();
  const steps = seen.getByRole('list', { name: 'Where your order stands' });
  await expect(steps.locator('[aria-current=step]')).toHaveCount(1);
  await expect(seen.getByText('We took your order.')).toBeVisible();
  await expect(seen.getByText('Left to pay')).toBeVisible();
  for (const url of asked) expect(url).not.toMatch(/^script |\.wasm|\.js(\?|$)/);
  expect(await seen.content()).not.toContain('<script');
  await seen.context().close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every stage is accessible, ${colorScheme}`, async ({ page, browser }) => {
    await signIn(page, people.sales);
    for (const phase of ['draft', 'open', 'in_work', 'ready', 'closed']) {
      const link = await linkOf(page, phase);
      // The checker needs scripts; the page has none of its own either way.
      const { page: seen, answer } = await open(browser, link, {
        javaScriptEnabled: true,
        colorScheme,
      });
      expect(answer?.status(), phase).toBe(200);
      await expectAxeClean(seen);
      await seen.context().close();
    }
  });
}

test('wrong links all look the same', async ({ browser }) => {
  const bodies = new Set<string>();
  for (const path of ['/track/nope', `/track/${'A'.repeat(43)}`, "/track/'%20or%201=1--"]) {
    const { page, answer } = await open(browser, path, { javaScriptEnabled: true });
    expect(answer?.status()).toBe(404);
    bodies.add((await answer?.text()) ?? '');
    await expectAxeClean(page);
    await page.context().close();
  }
  expect(bodies.size).toBe(1);
});

test('a link that went astray is replaced', async ({ page, browser }) => {
  await signIn(page, people.sales);
  const old = await linkOf(page, 'open');
  await page.getByRole('button', { name: 'New link' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make a new link' }).click();
  const link = page.getByRole('link', { name: /\/track\// });
  await expect(link).not.toHaveAttribute('href', old);
  const shut = await open(browser, old);
  expect(shut.answer?.status()).toBe(404);
  const opened = await open(browser, (await link.getAttribute('href')) ?? '');
  expect(opened.answer?.status()).toBe(200);
});
