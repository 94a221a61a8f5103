import { rmSync, writeFileSync } from 'node:fs';
import { type APIRequestContext, type APIResponse, expect, request, test } from '@playwright/test';
import { Process } from '../support/process';
import { password, people, stores } from '../support/shop';

const port = Number(process.env.BEZEL_E2E_PORT ?? '4310') + 2;
const productFile = `/tmp/bezel-end2end-${port}.csv`;
const first = Process.fresh(port, `/tmp/bezel-end2end-${port}`);
const CLIENTS = 64;
const PIECES = 5;

let processes: Process[];
let clerk: APIRequestContext;
let key: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  first.command('demo');
  writeFileSync(productFile, 'Handle,Title,Variant Price\nlast-ring,Last ring,500\n');
  first.command('import', productFile, '--store', stores.first);
  const words = ['api-key', 'create', 'three processes', '--store', stores.first];
  key = first.command(...words).trim().split(/\s+/).at(-1) ?? '';
  await first.start();
  processes = [first, first.beside(port + 1), first.beside(port + 2)];
  await Promise.all(processes.slice(1).map((process) => process.start()));
  clerk = await signIn();
});

test.afterAll(async () => {
  await clerk?.dispose();
  for (const process of processes.toReversed()) await process.stop();
  rmSync(productFile);
});

test('of 64 clients at three processes, five get the last five pieces', async () => {
  test.slow();
  const variant = await lastPieces();
  const { items } = await call<{ items: { customer: string }[] }>('GET', '/orders?limit=1');
  const lines: Line[] = [];
  for (let nth = 0; nth < CLIENTS; nth += 1) {
    lines.push(await waiting(variant, items[0]?.customer ?? ''));
  }
  const answers = await Promise.all(lines.map(reserve));

  const winners = answers.filter(({ status }) => status === 200);
  const refused = answers.filter(({ status }) => status !== 200);
  expect(winners).toHaveLength(PIECES);
  expect(new Set(winners.map(({ body }) => body)).size).toBe(PIECES);
  expect(refused).toHaveLength(CLIENTS - PIECES);
  for (const { status, body } of refused) {
    expect(status).toBe(422);
    expect(body).toContain('None of these is free.');
  }
  // All three are at work, and the books agree.
  expect(new Set(refused.map(({ at }) => at)).size).toBe(processes.length);
  first.command('check');
});

type Line = { order: string; line: string };
type Answer = { at: string; status: number; body: string };

/** A piece of its own for each of the last, and the variant that they are of. */
async function lastPieces(): Promise<string> {
  type Style = { id: string; title: string; variants: { id: string }[] };
  const found = await call<{ items: Style[] }>('GET', '/catalogue/styles?q=last+ring');
  const style = found.items.find(({ title }) => title === 'Last ring');
  const { variants } = await call<Style>('GET', `/catalogue/styles/${style?.id}`);
  const variant = variants[0]?.id ?? '';
  const [place] = await ask<{ id: string }[]>('stock/api/list_places', {});
  for (let nth = 0; nth < PIECES; nth += 1) {
    const draft = { ownership: 'owned', source: 'opening', location: place?.id, variant, cost: '200' };
    await ask('stock/api/add_piece', { draft, key: crypto.randomUUID() });
  }
  return variant;
}

/** An order whose one line waits for its piece. */
async function waiting(variant: string, customer: string): Promise<Line> {
  const lines = [{ variant, quantity: 1 }];
  const order = { kind: 'special_order', customer, lines, delivery: 'pick_up', quote: true };
  const { id } = await call<{ id: string }>('POST', '/orders', order);
  const taken = await call<{ lines: { id: string }[] }>('GET', `/orders/${id}`);
  return { order: id, line: taken.lines[0]?.id ?? '' };
}

/** Asks one process after the other for any piece, without waiting for the ones before. */
async function reserve(line: Line, nth: number): Promise<Answer> {
  const at = processes[nth % processes.length]?.address ?? '';
  const url = `${at}/api/ui/ui/stock/api/reserve_any_piece`;
  const answer = await clerk.post(url, { data: { ...line, key: crypto.randomUUID() } });
  return { at, status: answer.status(), body: await answer.text() };
}

/** A clerk who signed in at one process is known to all of them. */
async function signIn(): Promise<APIRequestContext> {
  const context = await request.newContext();
  const person = { email: people.manager.email, password };
  await expectOk(context.post(`${first.address}/api/ui/ui/people/api/sign_in`, { form: person }));
  const url = `${first.address}/api/ui/ui/people/api`;
  const choices = await expectOk(context.post(`${url}/store_choices`, { data: {} }));
  const own = (choices as { id: string; name: string }[]).find(({ name }) => name === stores.first);
  await expectOk(context.post(`${url}/place_device`, { form: { store: own?.id ?? '' } }));
  return context;
}

async function ask<T>(path: string, data: object): Promise<T> {
  return (await expectOk(clerk.post(`${first.address}/api/ui/ui/${path}`, { data }))) as T;
}

async function call<T>(method: string, path: string, data?: object): Promise<T> {
  const headers = { authorization: `Bearer ${key}`, 'idempotency-key': crypto.randomUUID() };
  const answer = clerk.fetch(`${first.address}/api/v1${path}`, { method, data, headers });
  return (await expectOk(answer)) as T;
}

async function expectOk(asked: Promise<APIResponse>): Promise<unknown> {
  const answer = await asked;
  expect(answer.ok(), await answer.text()).toBe(true);
  return answer.json();
}
