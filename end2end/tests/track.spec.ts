// The customer follows an order on a phone that runs no scripts.
import type { Browser, Page } from '@playwright/test';
import type { ShopApi, Taken } from '../support/api';
import { people } from '../support/shop';
import { expect, expectAxeClean, nobody, test, visit } from '../support/test';

const phone = {
  viewport: { width: 390, height: 844 },
  javaScriptEnabled: false,
  storageState: nobody,
};

test.use({ signedInAs: people.sales });

/** The link of an order, as staff find it on the order's page. */
async function linkOf(page: Page, order: Taken): Promise<string> {
  await visit(page, `/orders/${order.id}`);
  const link = page.getByRole('link', { name: /\/track\// });
  return (await link.getAttribute('href')) ?? '';
}

/** An order at every stage that a customer may see. */
async function everyStage(api: ShopApi): Promise<Taken[]> {
  const customer = await api.newCustomer(`Stage ${Date.now()}`);
  const paid = { payment: { amount: '1088.75', method: 'cash', reference: '' } };
  const quote = await api.takeOrder(customer, { quote: true, payment: null });
  const due = await api.takeOrder(customer, { payment: null });
  const ordered = await api.takeOrder(customer);
  await api.act(ordered.id, 'place_with_vendor');
  const ready = await api.takeReadyOrder(customer);
  const closed = await api.takeReadyOrder(customer, paid);
  await api.act(closed.id, 'pick_up', { received_by: 'Ana', signature: { typed: 'Ana Duarte' } });
  const cancelled = await api.takeOrder(customer);
  await api.act(cancelled.id, 'cancel', { reason: 'Changed their mind' });
  return [quote, due, ordered, ready, closed, cancelled];
}

async function open(browser: Browser, path: string, more = {}) {
  const page = await (await browser.newContext({ ...phone, ...more })).newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.resourceType()} ${request.url()}`));
  const answer = await page.goto(path);
  return { page, asked, answer };
}

test('a link shows the order, and runs nothing', async ({ page, browser, watch, api }) => {
  const order = await api.takeOrder(await api.newCustomer(`Track ${Date.now()}`));
  const link = await linkOf(page, order);
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

test('nobody is asked for what they do not owe', async ({ page, browser, api }) => {
  const customer = await api.newCustomer(`Owes ${Date.now()}`);
  const quote = await api.takeOrder(customer, { quote: true, payment: null });
  const cancelled = await api.takeOrder(customer, { payment: null });
  await api.act(cancelled.id, 'cancel', { reason: 'Changed their mind' });
  const payment = async (order: Taken) => {
    const { page: seen } = await open(browser, await linkOf(page, order));
    return seen.getByRole('region', { name: 'Payment' });
  };
  await expect((await payment(quote)).getByText('Left to pay')).toHaveCount(0);
  const settled = await payment(cancelled);
  await expect(settled.getByText('Left to pay')).toBeVisible();
  await expect(settled.getByText('$0.00')).toHaveCount(2);
  await expect(settled.getByText(/, due /)).toHaveCount(0);
});

test('every stage is accessible, in light and dark', async ({ page, browser, api }) => {
  for (const order of await everyStage(api)) {
    const link = await linkOf(page, order);
    for (const colorScheme of ['light', 'dark'] as const) {
      // The checker needs scripts; the page has none of its own either way.
      const look = { javaScriptEnabled: true, colorScheme };
      const { page: seen, answer } = await open(browser, link, look);
      expect(answer?.status(), order.number).toBe(200);
      await expectAxeClean(seen);
      await seen.context().close();
    }
  }
});

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

test('a link that went astray is replaced', async ({ page, browser, api }) => {
  const order = await api.takeOrder(await api.newCustomer(`Astray ${Date.now()}`));
  const old = await linkOf(page, order);
  await page.getByRole('button', { name: 'New link' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make a new link' }).click();
  const link = page.getByRole('link', { name: /\/track\// });
  await expect(link).not.toHaveAttribute('href', old);
  const shut = await open(browser, old);
  expect(shut.answer?.status()).toBe(404);
  const opened = await open(browser, (await link.getAttribute('href')) ?? '');
  expect(opened.answer?.status()).toBe(200);
});
