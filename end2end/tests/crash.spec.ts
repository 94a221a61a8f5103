import { expect, test } from '@playwright/test';
import { Process } from '../support/process';

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
