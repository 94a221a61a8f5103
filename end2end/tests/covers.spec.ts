// What covers a line of an order, when it comes, and what follows: the estimate, a slip and word of
// it; deliveries that are scanned; letters to vendors; and what a vendor ships to the customer.
import type { Browser, Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import type { ShopApi, Taken } from '../support/api';
import { inDays, today, workingDaysAfter, written } from '../support/days';
import { describePiece, expectState, figure, people, step } from '../support/shop';
import { expect, expectAxeClean, expectNoSidewaysScroll, nobody, test, visit } from '../support/test';

test.use({ viewport: { width: 1180, height: 820 }, signedInAs: people.manager });
test.describe.configure({ timeout: 120_000 });

const phone = { viewport: { width: 390, height: 844 }, storageState: nobody };

/** Opens what a button of the page asks. */
async function ask(page: Page, button: string): Promise<Locator> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  return dialog;
}

/** An order with its deposit paid, promised so many days from now. */
async function promised(api: ShopApi, name: string, days: number): Promise<Taken> {
  const customer = await api.newCustomer(`${name} ${Date.now()}`);
  return api.takeOrder(customer, { promise: inDays(days) });
}

async function orderFrom(page: Page, vendor: string, eta: string): Promise<void> {
  await step(page, 'Order from vendor', async (dialog) => {
    await dialog.getByLabel('Vendor', { exact: true }).selectOption({ label: vendor });
    // The vendor's lead time proposes a day; a day that is typed stands.
    await expect(dialog.getByLabel('Expected in the store')).not.toHaveValue('');
    await dialog.getByLabel('Expected in the store').fill(eta);
    await dialog.getByLabel(/^Cost of one/).fill('410');
    await expectAxeClean(page);
  });
  await expectState(page, 'Ordered');
}

const cover = (page: Page) => page.locator('.line-cover');

/** The messages about an order that stand on the Messages screen, the latest first. */
async function expectMessages(page: Page, number: string, subjects: string[]): Promise<void> {
  await expect(async () => {
    await visit(page, '/messages?status=not_sent');
    const rows = page.getByRole('row').filter({ hasText: number });
    await expect(rows.locator('.text-button')).toHaveText(subjects, { timeout: 1_000 });
  }).toPass();
}

test('the estimate follows the vendor, and a slip is shown and told once', async ({ page, api }) => {
  const order = await promised(api, 'Slip', 30);
  await visit(page, `/orders/${order.id}`);
  await orderFrom(page, 'Castellan & Sons', inDays(14));
  await expect(cover(page)).toContainText('From a vendor: PO-');
  await expect(cover(page)).toContainText(`expected ${written(inDays(14))}`);
  const meta = page.locator('.page-meta');
  await expect(meta).toContainText(`Expected ${written(workingDaysAfter(inDays(14), 2))}`);
  await expect(meta).toContainText(`First promised ${written(inDays(30))}`);
  await expectAxeClean(page);

  // The vendor's date is noted on the vendor's side, and moves the customer's order on.
  await cover(page).getByRole('link').click();
  await expect(page.getByText('Order for a customer')).toBeVisible();
  await expectAxeClean(page);
  const confirm = async (button: string, days: number) => {
    const dialog = await ask(page, button);
    await dialog.getByLabel('The vendor’s date').fill(inDays(days));
    await dialog.getByRole('button', { name: 'Note the date' }).click();
    await expect(dialog).toBeHidden();
  };
  await confirm('Vendor confirms', 20);
  await expectState(page, 'Confirmed');
  await confirm('New date', 35);
  const late = workingDaysAfter(inDays(35), 2);
  await confirm('New date', 33);
  await confirm('New date', 35);
  await page.getByRole('link', { name: order.number }).click();
  await expectState(page, 'Confirmed');
  await expect(meta).toContainText(`Late against promise: ${written(inDays(30))}`);
  await expect(meta).toContainText(`Expected ${written(late)}`);
  await expectAxeClean(page);

  await visit(page, '/orders');
  await page.getByRole('link', { name: 'Late against promise' }).click();
  const row = page.getByRole('row', { name: new RegExp(order.number) });
  await expect(row).toContainText('Promised');
  await expectAxeClean(page);
  await expectNoSidewaysScroll(page);
  await visit(page, '/');
  const card = page.locator('.kanban-card').filter({ hasText: order.number });
  await expect(card).toContainText('Late against promise');
  await expectAxeClean(page);

  await expectMessages(page, order.number, [
    `A new date for your piece (${order.number})`,
    `The workshop confirmed your piece (${order.number})`,
    `Your piece is ordered (${order.number})`,
    `We have your order ${order.number}`,
  ]);
  const told = page.getByRole('button', { name: `A new date for your piece (${order.number})` });
  await told.click();
  await expect(page.getByRole('dialog')).toContainText('We are sorry');
  await expectAxeClean(page);
});

test('pieces of one order come from two vendors, each with a date of its own', async ({ page, api }) => {
  const customer = await api.newCustomer(`Pair ${Date.now()}`);
  const line = (description: string) => ({ description, quantity: 1, unit_price: '1000.00' });
  const lines = [line('Signet ring'), line('Rope chain')];
  const payment = { amount: '1088.75', method: 'cash' };
  const order = await api.takeOrder(customer, { lines, payment, promise: inDays(40) });
  await visit(page, `/orders/${order.id}`);
  await step(page, 'Order from vendor', async (dialog) => {
    await dialog.getByLabel('Vendor', { exact: true }).selectOption({ label: 'Castellan & Sons' });
    await dialog.getByLabel('Vendor of Rope chain').selectOption({ label: 'Northlight Diamonds' });
    await dialog.getByLabel('Expected in the store').fill(inDays(14));
    await dialog.getByLabel('Cost of one: Signet ring').fill('410');
    await dialog.getByLabel('Cost of one: Rope chain').fill('90');
    await expectAxeClean(page);
  });
  await expectState(page, 'Ordered');
  await expect(cover(page).nth(0)).toContainText('Castellan & Sons');
  await expect(cover(page).nth(1)).toContainText('Northlight Diamonds');

  await step(page, 'Vendor confirmed', async (dialog) => {
    const whose = dialog.getByLabel('Whose date is it?');
    const chain = whose.locator('option', { hasText: 'Northlight Diamonds' });
    await whose.selectOption((await chain.getAttribute('value')) ?? '');
    await dialog.getByLabel('The vendor’s date').or(dialog.getByLabel("The vendor's date")).fill(inDays(20));
    await expectAxeClean(page);
  });
  await expectState(page, 'Confirmed');
  await expect(cover(page).nth(0)).toContainText(`expected ${written(inDays(14))}`);
  await expect(cover(page).nth(1)).toContainText(`expected ${written(inDays(20))}`);
  const expected = written(workingDaysAfter(inDays(20), 2));
  await expect(page.locator('.page-meta')).toContainText(`Expected ${expected}`);
});

test.describe('with refusals', () => {
  test.use({ allowedConsole: /409|422/ });

  test('a delivery is scanned: over, wrong, and failing its check', async ({ page, tablet }) => {
    await visit(page, '/purchasing/new');
    await page.getByRole('combobox', { name: 'Find a style' }).pressSequentially('signet oval');
    await page.getByRole('option', { name: /^Signet ring, oval/ }).first().click();
    const signet = page.getByRole('group', { name: 'Piece 1' });
    const style = await signet.getByLabel('Vendor’s number').inputValue();
    await signet.getByLabel('Quantity').fill('2');
    await expect(page.getByLabel('Expected in the store')).not.toHaveValue('');
    const mount = await describePiece(page, 'Bezel mount, 5 mm');
    await mount.getByLabel('Cost of one').fill('99');
    await page.getByRole('button', { name: 'Write the order' }).click();
    await expectState(page, 'Draft');

    // A draft is changed, not cancelled.
    await page.getByRole('link', { name: 'Change' }).click();
    await expect(page.getByRole('group', { name: 'Piece 2' }).getByLabel('Description')).toHaveValue('Bezel mount, 5 mm');
    await expectAxeClean(page);
    await page.getByRole('group', { name: 'Piece 2' }).getByLabel('Quantity').fill('2');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expectState(page, 'Draft');
    await expect(page.getByRole('row', { name: /^Bezel mount/ })).toContainText('0 of 2');
    const send = await ask(page, 'Send');
    await send.getByRole('button', { name: 'Send by e-mail' }).click();
    await expectState(page, 'Sent');

    const dialog = await ask(page, 'Receive');
    const scan = async (code: string) => {
      await dialog.getByRole('searchbox', { name: 'Scan what came' }).fill(code);
      await dialog.getByRole('searchbox', { name: 'Scan what came' }).press('Enter');
    };
    const came = (name: RegExp) => dialog.getByRole('group', { name }).getByLabel('Came', { exact: true });
    await scan(style.toLowerCase());
    await expect(dialog.getByText(/^1 × Signet ring/)).toBeVisible();
    await expect(came(/^Bezel mount/)).toHaveValue('0');
    await scan('2');
    await expect(came(/^Bezel mount/)).toHaveValue('1');
    await scan('CS-304-07');
    await expect(dialog.getByRole('alert')).toContainText('It is not on PO-');
    await scan('NOBODYS-1');
    await expect(dialog.getByRole('alert')).toContainText('has the number NOBODYS-1.');
    await expectAxeClean(page);
    await scan(style);
    await scan(style);
    await expect(came(/^Signet/)).toHaveValue('3');
    await dialog.getByLabel('Put into').selectOption({ label: 'Safe' });
    await dialog.getByRole('button', { name: 'Receive 4 pieces' }).click();
    await expect(dialog.getByText('Only 2 are still to come.')).toBeVisible();

    // The mount fails its check; what is surplus is a manager's to keep.
    const mounts = dialog.getByRole('group', { name: /^Bezel mount/ });
    await mounts.getByLabel('Some of it fails the check').check();
    await mounts.getByLabel('Of these go back').fill('1');
    await dialog.getByLabel('Why is more kept than was ordered?').fill('Three for the price of two');
    await dialog.getByRole('button', { name: 'Receive 4 pieces' }).click();
    await expect(mounts.getByText('Say what is wrong with it.')).toBeVisible();
    await expectAxeClean(page);
    await mounts.getByLabel('What is wrong?').fill('Porous casting');
    await dialog.getByRole('button', { name: 'Receive 4 pieces' }).click();
    await expect(dialog).toBeHidden();
    await expectState(page, 'Partly received');
    await expect(page.getByRole('row', { name: /^Bezel mount/ })).toContainText('0 of 2');
    await expect(page.getByText('1 × Bezel mount, 5 mm went back: Porous casting')).toBeVisible();
    await expect(page.getByText('More than was ordered: Three for the price of two')).toBeVisible();
    await expectAxeClean(page);

    // Who does not decide is refused, in a sentence.
    const bench = await tablet(people.jeweler);
    await visit(bench, new URL(page.url()).pathname);
    const rest = await ask(bench, 'Receive');
    await rest.getByLabel('Put into').selectOption({ label: 'Safe' });
    await rest.getByRole('group', { name: /^Bezel mount/ }).getByLabel('Came', { exact: true }).fill('3');
    await rest.getByRole('button', { name: 'Receive 3 pieces' }).click();
    await expect(rest.getByText('Only 2 are still to come.')).toBeVisible();
    await expect(rest.getByLabel('Why is more kept than was ordered?')).toHaveCount(0);
  });

  test('what comes for a customer moves their order on', async ({ page, api, tablet }) => {
    const order = await promised(api, 'Arrives', 30);
    await visit(page, `/orders/${order.id}`);
    await orderFrom(page, 'Maison Aurelle', inDays(14));
    const other = await tablet(people.owner);
    await visit(other, `/orders/${order.id}`);
    await cover(page).getByRole('link').click();
    // The order's own page has a button of that name, too.
    await expect(page).toHaveURL(/\/purchasing\//);
    const receive = await ask(page, 'Receive');
    await expect(receive.getByLabel('Put into')).toHaveCount(0);
    await receive.getByRole('button', { name: 'Receive 1 piece' }).click();
    await expectState(page, 'Received');
    await expectState(other, 'Received');
    await expect(cover(other)).toContainText(`here since ${written(today())}`);
    await expectAxeClean(page);

    // The bill is matched by those who keep the books.
    const books = await tablet(people.bookkeeper);
    await visit(books, new URL(page.url()).pathname);
    await expectAxeClean(books);
    const bill = await ask(books, 'Match the bill');
    await bill.getByLabel('Bill number').fill(`AU-${Date.now()}`);
    await bill.getByLabel('Total').fill('410');
    await bill.getByRole('button', { name: 'Keep the bill' }).click();
    await expect(bill).toBeHidden();
    await visit(books, '/');
    await expect(books.getByRole('link', { name: 'Purchasing' }).first()).toBeVisible();
  });

  test('a drop-ship goes from the vendor to the customer’s door', async ({ page, browser, api, watch }) => {
    const order = await promised(api, 'Parcel', 30);
    await visit(page, `/orders/${order.id}`);
    const link = (await page.getByRole('link', { name: /\/track\// }).getAttribute('href')) ?? '';
    const dialog = await ask(page, 'Have the vendor ship it');
    await dialog.getByRole('button', { name: 'Have the vendor ship it' }).click();
    await expect(dialog.getByText('Choose the vendor.')).toBeVisible();
    await expectAxeClean(page);
    await dialog.getByLabel('Vendor', { exact: true }).selectOption({ label: 'Castellan & Sons' });
    await dialog.getByLabel(/^Cost of one/).fill('410');
    await dialog.getByLabel('Expected at the customer').fill(inDays(14));
    await dialog.getByLabel('Street and number').fill('9 Elm St');
    await dialog.getByLabel('City').fill('Albany');
    await dialog.getByLabel('State or region').fill('NY');
    await dialog.getByLabel('ZIP or postcode').fill('12207');
    await dialog.getByLabel('Country').fill('US');
    await dialog.getByRole('button', { name: 'Have the vendor ship it' }).click();
    await expectState(page, 'Ordered');
    await expect(cover(page)).toContainText('Shipped by the vendor: PO-');
    await expect(page.locator('.page-meta')).toContainText(`Expected ${written(inDays(14))}`);
    await expect(page.getByRole('button', { name: 'Receive' })).toHaveCount(0);
    await expectTrack(browser, watch, link, 'Your piece is being made');

    // Nothing leaves the vendor's house before all is paid.
    await expect(page.getByText('$544.37 is still owed.').first()).toBeVisible();
    await page.getByRole('button', { name: 'Take a payment' }).click();
    await dialog.getByRole('radio', { name: 'Cash' }).check();
    await dialog.getByRole('button', { name: 'Record payment' }).click();
    await expect(page.getByText('$544.37 is still owed.')).toHaveCount(0);
    await step(page, 'Vendor confirmed', async (open) => {
      await open.getByLabel("The vendor's date").fill(inDays(12));
    });
    await expectState(page, 'Confirmed');
    await step(page, 'Tell the vendor to ship');
    await expectState(page, 'Vendor told to ship');
    await expectAxeClean(page);
    await expectTrack(browser, watch, link, 'Getting ready to travel');

    const slip = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Packing slip' }).click();
    const file = await slip;
    expect(file.suggestedFilename()).toBe(`packing-slip-${order.number}.pdf`);
    expect(readFileSync(await file.path()).subarray(0, 5).toString()).toBe('%PDF-');

    await step(page, 'Vendor shipped', async (open) => {
      await open.getByLabel('Carrier').fill('UPS');
      await open.getByLabel('Tracking number').fill('1Z999AA10123456784');
      await open.getByLabel(/^Cost of one/).fill('415');
      await expectAxeClean(page);
    });
    await expectState(page, 'Shipped');
    const seen = await expectTrack(browser, watch, link, 'On its way to you', 'UPS');
    expect(seen).toContain('1Z999AA10123456784');
    expect(seen).not.toContain('Castellan');
    await step(page, 'Delivered');
    await expectState(page, 'Closed');
    await expectTrack(browser, watch, link, 'Delivered. Wear it in joy.');

    await cover(page).getByRole('link').click();
    await expectState(page, 'Shipped');
    await expect(figure(page, 'Tracking')).toHaveText('1Z999AA10123456784');
    await expectAxeClean(page);
    const purchase = ((await page.getByRole('heading', { level: 1 }).textContent()) ?? '').split(' ')[0] ?? '';
    const bill = await ask(page, 'Match the bill');
    await expect(figure(bill, 'What came costs')).toHaveText('$415.00');
    await bill.getByLabel('Bill number').fill(`CS-${Date.now()}`);
    await bill.getByLabel('Total').fill('415');
    await bill.getByRole('button', { name: 'Keep the bill' }).click();
    await expect(bill).toBeHidden();

    await expectMessages(page, purchase, [`Please ship ${purchase} to our customer`]);
    await visit(page, '/journal');
    await page.getByLabel('Order number').fill(order.number);
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    const handedOver = page.getByRole('rowgroup').filter({ hasText: 'Hand-over' });
    const sale = handedOver.filter({ hasText: order.number });
    await expect(sale).toContainText('Accounts payable');
    await expect(sale).not.toContainText('Inventory');
  });
});

/** What the customer's page says, on a phone. */
async function expectTrack(
  browser: Browser,
  watch: (page: Page) => void,
  link: string,
  headline: string,
  also = '',
): Promise<string> {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  watch(page);
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1, name: headline })).toBeVisible();
  await expect(page.locator('body')).toContainText(also);
  await expectAxeClean(page);
  await expectNoSidewaysScroll(page);
  const source = await page.content();
  await context.close();
  return source;
}

test('an order goes to its vendor as a letter, once', async ({ page }) => {
  await visit(page, '/purchasing/new');
  await page.getByLabel('Ordered from').selectOption({ label: 'Pearl House Akoya' });
  const piece = await describePiece(page, 'Strand of Akoya, 6 mm');
  await piece.getByLabel('Cost of one').fill('520');
  await page.getByRole('button', { name: 'Write the order' }).click();
  await expectState(page, 'Draft');
  const send = await ask(page, 'Send');
  await expect(send).toContainText('with the order as a PDF');
  await expectAxeClean(page);
  await send.getByRole('button', { name: 'Send by e-mail' }).click();
  await expectState(page, 'Sent');
  const address = page.url();
  const number = ((await page.getByRole('heading', { level: 1 }).textContent()) ?? '').split(' ')[0] ?? '';
  await expectMessages(page, number, [`Purchase order ${number} from Hudson & Vale`]);
  await page.goto(address);
  const letters = page.locator('.panel', { hasText: 'Letters' });
  await expect(letters).toContainText('Not sent: no provider');
  await expect(page.getByRole('button', { name: 'E-mail to vendor' })).toHaveCount(0);
  await expectAxeClean(page);
  const pdf = page.waitForEvent('download');
  await page.getByRole('link', { name: 'PDF' }).click();
  expect((await pdf).suggestedFilename()).toBe(`purchase-order-${number}.pdf`);
});
