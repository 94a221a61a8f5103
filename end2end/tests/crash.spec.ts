import { expect, type Page, test } from '@playwright/test';
import { hydrated } from '../support/page';
import { Process } from '../support/process';
import { enter, people } from '../support/shop';

const port = Number(process.env.BEZEL_E2E_PORT ?? '4310') + 1;
const shop = Process.fresh(port, `/tmp/bezel-end2end-${port}`);
let key: string;
let customer: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  shop.command('demo');
  const words = ['api-key', 'create', 'crash test', '--store', 'Hudson & Vale'];
  key = shop.command(...words).trim().split(/\s+/).at(-1) ?? '';
  await shop.start();
  const found = await (await call('GET', '/orders?limit=1')).json();
  customer = found.items[0].customer;
});

test.afterAll(async () => {
  await shop.stop();
});

test('what was answered is there after the server is killed', async () => {
  const { answered, open } = await takeOrdersUntil(() => shop.kill());
  await shop.start();
  await expectWhole(answered, open);
});

test('what was answered is there after Postgres is killed', async () => {
  const { answered, open } = await takeOrdersUntil(() => shop.killPostgres());
  await shop.ready();
  await expectWhole(answered, open);
});

test('a delivery is taken in whole or not at all, though the server is killed in the middle', async () => {
  const [vendor] = (await (await call('GET', '/catalogue/vendors')).json()).items;
  const waiting: Step[] = [];
  for (let count = 0; count < 24; count += 1) {
    const { id } = await (await take(crypto.randomUUID())).json();
    const { version, lines } = await (await call('GET', `/orders/${id}`)).json();
    const costs = [{ line: lines[0].id, unit_cost: '410.00' }];
    const placed = { id, action: 'place_with_vendor', version, details: { vendor: vendor.id, costs } };
    expect((await act({ ...placed, attempt: crypto.randomUUID() })).status).toBe(200);
    waiting.push({ id, action: 'receive', version: version + 1, details: { costs }, attempt: crypto.randomUUID() });
  }
  let done = 0;
  const deliveries = [...waiting];
  const door = async () => {
    for (let step = deliveries.pop(); step; step = deliveries.pop()) {
      const answer = await act(step).catch(() => undefined);
      if (answer?.status !== 200) return;
      done += 1;
      if (done === 6) await shop.kill();
    }
  };
  await Promise.all([door(), door(), door()]);
  await shop.start();
  shop.command('check');
  // Sent again, each comes about once, whether it had or not.
  for (const step of waiting) {
    const first = await (await act(step)).json();
    expect(await (await act(step)).json()).toEqual(first);
    const order = await (await call('GET', `/orders/${step.id}`)).json();
    expect(order.state).toBe('received');
  }
  shop.command('check');
});

test('a list of stones comes in whole, though the server is killed in the middle', async ({ browser }) => {
  const rows = 20_000;
  const stone = (at: number) => `KILL-${at},round,0.${30 + (at % 60)},G,VS2,natural,${900 + at}`;
  const stones = Array.from({ length: rows }, (_, at) => stone(at));
  const list = ['Stock No,Shape,Carat,Color,Clarity,Growth,Price', ...stones].join('\n');
  const page = await (await browser.newContext({ baseURL: shop.address })).newPage();
  await page.goto('/sign-in');
  await hydrated(page);
  await enter(page, people.manager);

  await page.goto('/stock/import');
  await hydrated(page);
  const file = { name: 'stones.csv', mimeType: 'text/csv', buffer: Buffer.from(list) };
  await page.getByLabel('List of stones').setInputFiles(file);
  await page.getByLabel('Lie in').selectOption({ label: 'Safe' });
  await page.getByRole('textbox', { name: 'Cost' }).fill('50');
  await page.getByRole('button', { name: 'Import 20,000 stones' }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  const address = page.url();
  await shop.kill();
  await shop.start();
  // Nobody sees a part of it: the first stone is there only with the last.
  const ends = ['KILL-0', `KILL-${rows - 1}`];
  const [first, last] = [await inStock(page, ends[0]), await inStock(page, ends[1])];
  expect(last).toBe(first || last);
  await page.goto(address);
  await expect(page.getByText('20,000 new stones.')).toBeVisible({ timeout: 120_000 });
  for (const end of ends) expect(await inStock(page, end)).toBe(true);
  shop.command('check');
  await page.context().close();
});

/** Whether the list finds a piece by its serial. */
async function inStock(page: Page, serial = ''): Promise<boolean> {
  await page.goto(`/stock?q=${serial}`);
  await hydrated(page);
  return (await page.getByRole('row').filter({ hasText: serial }).count()) > 0;
}

type Step = { id: string; action: string; version: number; details: object; attempt: string };

function act({ id, attempt, ...step }: Step): Promise<Response> {
  return call('POST', `/orders/${id}/actions`, step, { 'idempotency-key': attempt });
}

type Taken = { attempt: string; id: string };

/** Four tills take orders; in the middle of it, the disaster. */
async function takeOrdersUntil(disaster: () => Promise<void>) {
  const answered: Taken[] = [];
  const open: string[] = [];
  let over = false;
  const till = async () => {
    // One that was between two orders may not even notice.
    while (!over) {
      const attempt = crypto.randomUUID();
      open.push(attempt);
      const answer = await take(attempt).catch(() => undefined);
      if (answer?.status !== 201) return;
      answered.push({ attempt, id: (await answer.json()).id });
      open.splice(open.indexOf(attempt), 1);
    }
  };
  const tills = [till(), till(), till(), till()];
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await disaster();
  over = true;
  await Promise.all(tills);
  expect(answered.length).toBeGreaterThan(0);
  return { answered, open };
}

/** Each order is there once and whole, and the books agree. */
async function expectWhole(answered: Taken[], open: string[]) {
  for (const { id } of answered) {
    const answer = await call('GET', `/orders/${id}`);
    expect(answer.status).toBe(200);
    const order = await answer.json();
    expect(order.lines).toHaveLength(1);
    expect(order.payments).toHaveLength(1);
  }
  // Nobody was told about these. Sent again, each comes about once, whether it had or not.
  for (const attempt of open) {
    const first = await (await take(attempt)).json();
    const second = await (await take(attempt)).json();
    expect(second.id).toBe(first.id);
  }
  shop.command('check');
}

function take(attempt: string): Promise<Response> {
  const order = {
    kind: 'special_order',
    customer,
    lines: [{ description: 'Oval halo ring', quantity: 1, unit_price: '1000.00' }],
    delivery: 'pick_up',
    payment: { amount: '544.38', method: 'card_terminal', reference: 'auth 0912' },
  };
  return call('POST', '/orders', order, { 'idempotency-key': attempt });
}

function call(method: string, path: string, body?: object, headers?: Record<string, string>) {
  return fetch(`${shop.address}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      ...headers,
    },
    body: body && JSON.stringify(body),
  });
}
