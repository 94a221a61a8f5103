// The job that the house is for, from the first price list to the margin, as one test.
import type { Browser, Download, Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import type { ShopApi } from '../support/api';
import { parse } from '../support/csv';
import { inDays, spelledOut, today, workingDaysAfter, written } from '../support/days';
import { cents, dollars, plain, share, sum } from '../support/money';
import { chooseCustomer, describePiece, expectState, figure, password, people, sign, step } from '../support/shop';
import { expect, expectAxeClean, expectNoSidewaysScroll, hydrated, test, visit } from '../support/test';

test.use({ viewport: { width: 1180, height: 820 } });

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const corpus = process.env.CORPUS_DIR;

/** A vendor's price list of our own, unlike any other test's. */
const priceList = [
  'Handle,Title,Vendor,Type,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Price,Cost per item',
  'meridian-ring,Meridian ring,Atelier Meridian,Rings,Size,6,Metal,18K yellow,MR-6Y,1850.00,810.00',
  'meridian-ring,,,,,6½,,18K yellow,MR-65Y,1850.00,810.00',
  'meridian-ring,,,,,6½,,Platinum,MR-65P,2240.00,1015.00',
].join('\r\n');

// What is sold, in cents, and everything that follows from it.
const list = cents('1,850.00');
const ring = cents('1,795.50');
const box = cents('48.25');
const net = ring + 2 * box;
// New York City: 8.875 % on each line by itself.
const tax = share(ring, 8_875) + share(2 * box, 8_875);
const total = net + tax;
const deposit = share(total, 50_000);
const balance = total - deposit;
const quotedCost = { ring: cents('820.40'), box: cents('12.75') };
const realCost = { ring: cents('834.10'), box: cents('12.75') };
const cost = realCost.ring + 2 * realCost.box;

const secrets = {
  vendor: 'Atelier Meridian',
  why: 'Matched a written offer',
  note: 'Surprise: never call the landline',
  late: 'The caster lost a week',
  reference: 'AM-5512',
};

test('from a price list to the margin', async ({ page, browser, api, watch }) => {
  test.setTimeout(180_000);
  await enter(page);
  await importTwice(page);

  const { number, promise } = await takeOrder(page);
  const id = page.url().split('/').at(-1) ?? '';
  await lookAtOrder(page, number, promise);
  await lookAtPrints(page, number, promise);
  const estimate = await orderReceiveAndFinish(page, number);
  await lookAtMessages(page, number);

  await visit(page, `/orders/${id}`);
  const link = (await page.getByRole('link', { name: /\/track\// }).getAttribute('href')) ?? '';
  await lookAsTheCustomer(browser, watch, link, promise, estimate);
  await handOver(page);
  expect(await api.order(id)).toMatchObject({ state: 'closed', held: false });

  await lookAtTheBooks(page, number);
  await lookAtTheMargin(page, number);
  await expectState(page, 'Closed');
});

async function enter(page: Page): Promise<void> {
  await visit(page, '/sign-in');
  await expectAxeClean(page);
  await page.getByLabel('E-mail').fill(people.owner.email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('group', { name: 'Store' })).toBeVisible();
  await expectAxeClean(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Board' })).toBeVisible();
  await expectAxeClean(page);
}

async function importTwice(page: Page): Promise<void> {
  const file = { name: 'meridian.csv', mimeType: 'text/csv', buffer: Buffer.from(priceList) };
  await visit(page, '/catalogue/import');
  await expectAxeClean(page);
  await page.getByLabel('Product file').setInputFiles(file);
  const row = page.getByRole('row', { name: /Meridian ring/ });
  await expect(row).toContainText('$1,850.00 – $2,240.00');
  await expect(row).toContainText('New');
  await expectAxeClean(page);
  await page.getByRole('button', { name: 'Import 1 product' }).click();
  await expect(page.getByText('1 new, 0 changed, 0 unchanged.')).toBeVisible();
  await expectAxeClean(page);

  await page.getByRole('button', { name: 'Import another file' }).click();
  await page.getByLabel('Product file').setInputFiles(file);
  await expect(page.getByText('in the catalogue already')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Import/ })).toHaveCount(0);
}

/** Takes the order at the counter, and says what it is called and when it was promised. */
async function takeOrder(page: Page): Promise<{ number: string; promise: string }> {
  await page.getByRole('link', { name: 'Board' }).click();
  const watch = stopwatch();
  await page.getByRole('link', { name: 'Take an order' }).click();
  await chooseCustomer(page, '555-0142', 'Ana Duarte');
  await page.getByRole('combobox', { name: 'Find a style' }).pressSequentially('meridian 6½ yel');
  await watch.without(() => expectAxeClean(page));
  await page.getByRole('option', { name: /Meridian ring, 6½ \/ 18K yellow/ }).click();

  const piece = page.getByRole('group', { name: 'Piece 1' });
  await expect(piece.getByLabel('Price of one')).toHaveValue(plain(list));
  const lead = Number(/(\d+) working days/.exec((await piece.textContent()) ?? '')?.[1]);
  await piece.getByLabel('Ring size').fill('6½');
  await expect(piece.getByText('US 6½ · UK M½ · EU 53.1')).toBeVisible();
  await piece.getByLabel('Engraving').fill('Ana & Rui 2027');
  await piece.getByLabel('Price of one').fill('1795.50');
  await piece.getByLabel('Why this price?').fill(secrets.why);
  const gift = await describePiece(page, 'Velvet gift box');
  await gift.getByLabel('Quantity').fill('2');
  await gift.getByLabel('Price of one').fill('48.25');
  await page.getByLabel('Note for the staff').fill(secrets.note);
  await page.getByLabel('Reference').fill('auth 7741');

  const summary = page.getByRole('complementary', { name: 'Summary' });
  await expect(figure(summary, 'Pieces')).toHaveText(dollars(net));
  await expect(figure(summary, 'Sales tax')).toHaveText(dollars(tax));
  await expect(figure(summary, 'Total')).toHaveText(dollars(total));
  await expect(summary.getByText(`The shop asks for ${dollars(deposit)}`)).toBeVisible();
  const promise = workingDaysAfter(today(), lead + 2);
  await expect(page.getByText(`Proposed from the lead time: ${written(promise)}`)).toBeVisible();
  await watch.without(() => expectAxeClean(page));

  await page.getByRole('button', { name: 'Take payment and order' }).click();
  const heading = page.getByRole('heading', { level: 1, name: /^SO-\d+ · Ana Duarte$/ });
  await expect(heading).toBeVisible();
  expect(watch.seconds(), 'seconds from “Take an order” to the order').toBeLessThan(60);
  return { number: ((await heading.textContent()) ?? '').split(' ')[0] ?? '', promise };
}

/** Counts the time of the screens, without that of the checks in between. */
function stopwatch() {
  const started = Date.now();
  let left = 0;
  return {
    without: async (check: () => Promise<void>) => {
      const from = Date.now();
      await check();
      left += Date.now() - from;
    },
    seconds: () => (Date.now() - started - left) / 1000,
  };
}

async function lookAtOrder(page: Page, number: string, promise: string): Promise<void> {
  await expectState(page, 'To order');
  await expect(page.getByText(`Promised for ${written(promise)}`).first()).toBeVisible();
  await expectMoney(page, deposit);
  await expect(page.getByText(`“Ana & Rui 2027”`)).toBeVisible();
  await expect(page.getByText(`instead of ${dollars(list)}: ${secrets.why}`)).toBeVisible();
  const history = page.getByRole('list').filter({ hasText: `Order taken for ${dollars(total)}` });
  await expect(history).toContainText(`${dollars(deposit)} taken, card terminal`);
  await expect(page).toHaveTitle(new RegExp(number));
  await expectAxeClean(page);
}

async function expectMoney(page: Page, paid: number): Promise<void> {
  await expect(figure(page, 'Total')).toHaveText(dollars(total));
  await expect(figure(page, 'Paid')).toHaveText(dollars(paid));
  await expect(figure(page, 'Owed')).toHaveText(dollars(total - paid));
}

async function lookAtPrints(page: Page, number: string, promise: string): Promise<void> {
  for (const name of ['Claim check', 'Confirmation']) {
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page.getByText(number, { exact: true })).toBeVisible();
    await expect(figure(page, 'Still to pay')).toHaveText(dollars(balance));
    await expect(page.getByText(written(promise)).first()).toBeVisible();
    await expect(page.getByText('Engraving: “Ana & Rui 2027”')).toBeVisible();
    await expect(page.locator('main')).not.toContainText(secrets.vendor);
    await expectAxeClean(page);
    await page.getByRole('link', { name: 'Back' }).click();
    await expectState(page, 'To order');
  }
}

/** Brings the piece from the vendor to the shelf, and says when it was expected in the end. */
async function orderReceiveAndFinish(page: Page, number: string): Promise<string> {
  await step(page, 'Order from vendor', async (dialog) => {
    await expect(dialog.getByLabel('Vendor', { exact: true })).toContainText(secrets.vendor);
    await expect(dialog.getByLabel('Cost of one: Meridian ring')).toHaveValue('810.00');
    await dialog.getByLabel("Vendor's order number").fill(secrets.reference);
    await dialog.getByLabel('Expected in the store').fill(inDays(20));
    await fillCosts(dialog, quotedCost);
    await expectAxeClean(page);
  });
  await expectState(page, 'Ordered');
  await expectExpected(page, workingDaysAfter(inDays(20), 2));
  await expectAxeClean(page);
  await lookAtPurchaseOrder(page, number);

  await step(page, 'Vendor confirmed', async (dialog) => {
    await dialog.getByLabel('The vendor’s date').or(dialog.getByLabel("The vendor's date")).fill(inDays(23));
    await expectAxeClean(page);
  });
  await expectState(page, 'Confirmed');
  await expectExpected(page, workingDaysAfter(inDays(23), 2));

  await step(page, 'Report a delay', async (dialog) => {
    await dialog.getByLabel('New date from the vendor').fill(inDays(30));
    await dialog.getByLabel('Why is it late?').fill(secrets.late);
    await expectAxeClean(page);
  });
  await expectState(page, 'Delayed');
  const estimate = workingDaysAfter(inDays(30), 2);
  await expectExpected(page, estimate);

  await step(page, 'Receive', async (dialog) => {
    await expect(dialog.getByLabel('Cost of one: Meridian ring')).toHaveValue(plain(quotedCost.ring));
    await fillCosts(dialog, realCost);
    await expectAxeClean(page);
  });
  await expectState(page, 'Received');
  await expect(figure(page, 'Margin')).toHaveText(dollars(net - cost));
  for (const [action, state] of [
    ['Start quality check', 'Quality check'],
    ['Send to size or engrave', 'Sizing & engraving'],
    ['Sized and engraved', 'Ready'],
  ] as const) {
    await step(page, action);
    await expectState(page, state);
  }
  await expectAxeClean(page);
  return estimate;
}

async function fillCosts(dialog: Locator, costs: { ring: number; box: number }): Promise<void> {
  await dialog.getByLabel('Cost of one: Meridian ring').fill(plain(costs.ring));
  await dialog.getByLabel('Cost of one: Velvet gift box').fill(plain(costs.box));
}

async function expectExpected(page: Page, day: string): Promise<void> {
  await expect(page.locator('.page-meta')).toContainText(`Expected ${written(day)}`);
}

async function lookAtPurchaseOrder(page: Page, number: string): Promise<void> {
  await page.getByRole('link', { name: 'Purchase order' }).click();
  await expect(figure(page, 'To')).toHaveText(secrets.vendor);
  await expect(figure(page, 'Your number')).toHaveText(secrets.reference);
  await expect(figure(page, 'For our order')).toHaveText(number);
  await expect(figure(page, 'Total')).toHaveText(dollars(quotedCost.ring + 2 * quotedCost.box));
  await expect(page.getByRole('row', { name: /Meridian ring/ })).toContainText('MR-65Y');
  // The vendor is not told what the customer pays.
  await expect(page.locator('main')).not.toContainText(plain(ring));
  await expectAxeClean(page);
  await page.getByRole('link', { name: 'Back' }).click();
  await expectState(page, 'Ordered');
}

async function lookAtMessages(page: Page, number: string): Promise<void> {
  await page.getByRole('link', { name: 'Messages' }).click();
  await page.getByRole('link', { name: 'Kept', exact: true }).click();
  const rows = page.getByRole('row').filter({ hasText: number });
  await expect(rows.locator('.text-button')).toHaveText([
    `Your piece is ready to collect (${number})`,
    `The finishing touches to your piece (${number})`,
    `Your piece is in our store (${number})`,
    `Your piece is taking longer than planned (${number})`,
    `The workshop confirmed your piece (${number})`,
    `Your piece is ordered (${number})`,
    `We have your order ${number}`,
  ]);
  for (const row of await rows.all()) {
    await expect(row).toContainText('ana.duarte@mail.example');
    await expect(row).toContainText('Kept');
  }
  await expect(page.getByText('Kept while no mail server was set up')).toBeVisible();
  await expectAxeClean(page);
}

async function lookAsTheCustomer(
  browser: Browser,
  watch: (page: Page) => void,
  link: string,
  promise: string,
  estimate: string,
): Promise<void> {
  const plainPhone = await browser.newContext({ ...phone, javaScriptEnabled: false });
  const seen = await plainPhone.newPage();
  watch(seen);
  await seen.goto(link);
  await expect(seen.getByRole('heading', { level: 1, name: 'Ready to collect' })).toBeVisible();
  const stepper = seen.getByRole('list', { name: 'Where your order stands' });
  await expect(stepper.locator('[aria-current=step]')).toContainText('Ready to collect');
  await expect(seen.locator('.track-due')).toContainText(dollars(balance));
  await expect(figure(seen, 'Total, tax included')).toHaveText(dollars(total));
  await expect(figure(seen, 'Paid')).toHaveText(dollars(deposit));
  await expect(figure(seen, 'Left to pay')).toHaveText(dollars(balance));
  await expect(seen.getByText('“Ana & Rui 2027”')).toBeVisible();
  const told = await seen.locator('.timeline .timeline-title').allTextContents();
  expect(told).toEqual([
    'Your piece is ready to collect.',
    'Your piece is being sized or engraved.',
    `We now expect it by ${written(workingDaysAfter(today(), 2))}.`,
    'Your piece is in our store.',
    `We now expect it by ${written(estimate)}.`,
    'Your piece is taking longer than planned. We are sorry.',
    `We now expect it by ${written(workingDaysAfter(inDays(23), 2))}.`,
    'The workshop confirmed your piece.',
    `We now expect it by ${written(workingDaysAfter(inDays(20), 2))}.`,
    'We ordered your piece.',
    `We received ${dollars(deposit)}. Thank you.`,
    'We took your order.',
  ]);
  await expectNothingInternal(seen);
  await expectNoSidewaysScroll(seen);
  await plainPhone.close();

  // The checker needs scripts; the page has none of its own either way.
  const checked = await browser.newContext(phone);
  const page = await checked.newPage();
  watch(page);
  await page.goto(link);
  await expectAxeClean(page);
  await checked.close();
}

/** No cost, no vendor, no name of the staff, no margin, no note, wherever in the page it might hide. */
async function expectNothingInternal(page: Page): Promise<void> {
  const source = await page.content();
  const amounts = [list, quotedCost.ring, realCost.ring, realCost.box, cost, net - cost].map(plain);
  const names = Object.values(people).map((person) => person.name);
  for (const secret of [...amounts, ...names, ...Object.values(secrets), 'MR-65Y', 'argin', 'endor']) {
    expect(source, `the customer's page`).not.toContain(secret);
  }
}

async function handOver(page: Page): Promise<void> {
  const owed = `${dollars(balance)} is still owed.`;
  await expect(page.getByText(owed).first()).toBeVisible();
  await page.getByRole('button', { name: 'Hand over', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(owed)).toBeVisible();
  await sign(page, dialog.getByRole('img', { name: /^Signature/ }));
  await dialog.getByRole('button', { name: 'Hand over', exact: true }).click();
  await expect(dialog.getByText('Say why you go on all the same.')).toBeVisible();
  await expectAxeClean(page);
  await dialog.getByRole('button', { name: 'Go back' }).click();
  await expectState(page, 'Ready');

  await page.getByRole('button', { name: 'Take a payment' }).click();
  await expect(dialog.getByLabel('Amount')).toHaveValue(plain(balance));
  await dialog.getByRole('radio', { name: 'Cash' }).check();
  await expectAxeClean(page);
  await dialog.getByRole('button', { name: 'Record payment' }).click();
  await expectMoney(page, total);
  await expect(page.getByText(owed)).toHaveCount(0);

  await step(page, 'Hand over', async (open) => {
    await expect(open.getByLabel('Who takes the piece')).toHaveValue('Ana Duarte');
    await sign(page, open.getByRole('img', { name: 'Signature: empty' }));
    await expect(open.getByRole('img', { name: 'Signature: signed' })).toBeVisible();
    await expectAxeClean(page);
  });
  await expectState(page, 'Closed');
  await expect(page.getByRole('img', { name: 'Signature' })).toBeVisible();
  await expectAxeClean(page);
}

type Posting = { kind: string; account: string; debit: number; credit: number };

/** What the books must say of the order, the oldest first. */
const entries: Posting[] = [
  ['Deposit taken', '1020', deposit, 0],
  ['Deposit taken', '2100', 0, deposit],
  ['Goods received', '1200', cost, 0],
  ['Goods received', '2000', 0, cost],
  ['Deposit taken', '1000', balance, 0],
  ['Deposit taken', '2100', 0, balance],
  ['Hand-over', '2100', total, 0],
  ['Hand-over', '5000', cost, 0],
  ['Hand-over', '4000', 0, net],
  ['Hand-over', '2200', 0, tax],
  ['Hand-over', '1200', 0, cost],
].map(([kind, account, debit, credit]) => ({ kind, account, debit, credit }) as Posting);

async function lookAtTheBooks(page: Page, number: string): Promise<void> {
  await page.getByRole('link', { name: 'Journal' }).click();
  await page.getByLabel('Order number').fill(number);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  const moved = sum(entries.map((posting) => posting.debit));
  const foot = page.getByRole('row', { name: /^Total of 4 entries/ });
  await expect(foot.getByRole('cell')).toHaveText(['', dollars(moved), dollars(moved)]);
  const sale = page.getByRole('rowgroup').filter({ hasText: 'Hand-over' });
  await expect(sale.getByRole('row')).toHaveCount(5);
  await expectAxeClean(page);

  await page.getByRole('button', { name: 'Export' }).click();
  const csv = parse(await download(page, 'CSV'));
  const posted = csv.map((row) => ({
    kind: row['Kind'],
    account: row['Account number'],
    debit: cents(row['Debit'] || '0'),
    credit: cents(row['Credit'] || '0'),
  }));
  expect(posted).toEqual(entries);
  expect(sum(posted.map((p) => p.debit))).toBe(sum(posted.map((p) => p.credit)));
  for (const row of csv) expect(row).toMatchObject({ Date: today(), Order: number, Currency: 'USD' });

  expectIif(await download(page, 'QuickBooks'), number);
  await page.keyboard.press('Escape');
}

/** QuickBooks' own form: each transaction ends at nothing, and says the same as the journal. */
function expectIif(text: string, number: string): void {
  const lines = text.split('\r\n').map((line) => line.split('\t'));
  const amounts: number[] = [];
  let open: number[] = [];
  for (const [keyword, , kind, , , , amount, document] of lines) {
    if (keyword === 'TRNS' || keyword === 'SPL') {
      expect([kind, document]).toEqual(['GENERAL JOURNAL', number]);
      open.push(cents(amount ?? ''));
    }
    if (keyword === 'ENDTRNS') {
      expect(sum(open)).toBe(0);
      amounts.push(...open);
      open = [];
    }
  }
  const expected = entries.map((posting) => posting.debit - posting.credit);
  const ordered = (some: number[]) => [...some].sort((a, b) => a - b);
  expect(ordered(amounts)).toEqual(ordered(expected));
}

async function download(page: Page, name: string): Promise<string> {
  const started: Promise<Download> = page.waitForEvent('download');
  await page.getByRole('link', { name, exact: true }).click();
  return readFileSync(await (await started).path(), 'latin1');
}

async function lookAtTheMargin(page: Page, number: string): Promise<void> {
  await page.getByRole('link', { name: 'Margin', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Margin' })).toBeVisible();
  await expectAxeClean(page);
  const tabs = page.getByRole('navigation', { name: 'Put together by' });
  await tabs.getByRole('link', { name: 'Style' }).click();
  await expectFigures(page.getByRole('row', { name: /^Meridian ring/ }), ring, realCost.ring);

  await tabs.getByRole('link', { name: 'Kind of order' }).click();
  await page.getByRole('link', { name: 'Special order' }).click();
  const row = page.getByRole('row').filter({ hasText: number });
  await expectFigures(row, net, cost);
  await expectAxeClean(page);
  await row.getByRole('link').first().click();
}

async function expectFigures(row: Locator, sales: number, spent: number): Promise<void> {
  const left = sales - spent;
  for (const [word, amount] of [['Sales', sales], ['Cost', spent], ['Margin', left]] as const) {
    await expect(row.locator(`[data-label="${word}"]`)).toHaveText(plain(amount));
  }
  const percent = (Math.round((left * 1000) / sales) / 10).toFixed(1);
  await expect(row.locator('[data-label="Margin %"]')).toHaveText(`${percent} %`);
}

test.describe('a catalogue of Shopify’s own', () => {
  test.use({ signedInAs: people.owner });
  test.skip(!corpus, 'CORPUS_DIR is not set: catalog/shopify-jewelery.csv is not imported');

  test('comes in whole: products, variants, options, prices', async ({ page, api }) => {
    const path = `${corpus}/catalog/shopify-jewelery.csv`;
    await visit(page, '/catalogue/import');
    await page.getByLabel('Product file').setInputFiles(path);
    await page.getByRole('button', { name: /^Import \d+ products$/ }).click();
    await expect(page.getByText('The catalogue is imported')).toBeVisible();
    const wanted = productsOf(parse(readFileSync(path, 'utf8')));
    expect(await kept(api, wanted.map((product) => product.title))).toEqual(wanted);

    await page.getByRole('button', { name: 'Import another file' }).click();
    await page.getByLabel('Product file').setInputFiles(path);
    await expect(page.getByText('in the catalogue already')).toBeVisible();
  });
});

type Product = { title: string; vendor: string; options: string[]; variants: string[] };

/** The products of a Shopify file, read apart from the program's own reader. */
function productsOf(rows: Record<string, string>[]): Product[] {
  const products = new Map<string, Product>();
  for (const row of rows) {
    const handle = row['Handle'] ?? '';
    if (row['Title']) {
      const names = [1, 2, 3].map((n) => row[`Option${n} Name`] ?? '');
      const options = names.filter((name) => name && name !== 'Title');
      const product = { title: row['Title'], vendor: row['Vendor'] ?? '', options, variants: [] };
      products.set(handle, product);
    }
    if (row['Variant Price']) {
      const values = [1, 2, 3].map((n) => row[`Option${n} Value`] ?? '');
      const chosen = values.filter((value) => value && value !== 'Default Title');
      products.get(handle)?.variants.push(`${chosen.join(' / ')} ${cents(row['Variant Price'])}`);
    }
  }
  return sorted([...products.values()]);
}

/** The same, as the house keeps them. */
async function kept(api: ShopApi, titles: string[]): Promise<Product[]> {
  const styles = await api.styles();
  const ours = styles.filter((style) => titles.includes(style.title));
  return sorted(
    ours.map((style) => ({
      title: style.title,
      vendor: style.vendor_name ?? '',
      options: style.options,
      variants: style.variants.map(
        (variant) => `${variant.values.join(' / ')} ${cents(variant.price.amount)}`,
      ),
    })),
  );
}

function sorted(products: Product[]): Product[] {
  return [...products].sort((a, b) => a.title.localeCompare(b.title));
}
