// Buying for stock, from the order to the vendor's bill, and goods that are kept in bulk.
import type { Locator, Page } from '@playwright/test';
import { inDays, written } from '../support/days';
import { describePiece, expectState, figure, people } from '../support/shop';
import { expect, expectAxeClean, expectNoSidewaysScroll, test, visit } from '../support/test';

const tablet = { width: 1180, height: 820 };

test.use({ viewport: tablet, signedInAs: people.manager });
// Written through the screens from the first word, and on two tablets: that takes a while.
test.describe.configure({ timeout: 120_000 });

/** Opens what a button of the page asks. */
async function ask(page: Page, button: string): Promise<Locator> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Writes an order for pieces in words, and sends it; what is shown then is its page. */
async function sendOrder(page: Page, words: string, quantity: string, cost: string): Promise<void> {
  await visit(page, '/purchasing/new');
  await page.getByLabel('Ordered from').selectOption({ label: 'Bench & Anvil Casting' });
  const piece = await describePiece(page, words);
  await piece.getByLabel('Quantity').fill(quantity);
  await piece.getByLabel('Cost of one').fill(cost);
  await page.getByRole('button', { name: 'Write the order' }).click();
  await expectState(page, 'Draft');
  await send(page);
}

async function send(page: Page): Promise<void> {
  const dialog = await ask(page, 'Send');
  await expectAxeClean(page);
  await dialog.getByRole('button', { name: 'Send by e-mail' }).click();
  await expectState(page, 'Sent');
}

test('an order for stock, from its first word to the vendor’s bill', async ({ page }) => {
  await visit(page, '/purchasing');
  await page.getByRole('link', { name: 'Order for stock' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Order for stock' })).toBeVisible();
  const write = page.getByRole('button', { name: 'Write the order' });
  await write.click();
  await expect(page.getByText('Choose the vendor.')).toBeVisible();
  await expect(page.getByText('Add at least one line.')).toBeVisible();
  await expectAxeClean(page);

  // A style brings its vendor, its number and its cost along.
  await page.getByRole('combobox', { name: 'Find a style' }).pressSequentially('signet oval');
  await page.getByRole('option', { name: /^Signet ring, oval/ }).first().click();
  await expect(page.getByText('Choose the vendor.')).toBeHidden();
  await expect(page.getByLabel('Ordered from').locator('option:checked')).toHaveText('Bench & Anvil Casting');
  const signet = page.getByRole('group', { name: 'Piece 1' });
  await expect(signet.getByLabel('Cost of one')).toHaveValue('410.00');
  await expect(signet.getByLabel('Vendor’s number')).toHaveValue(/^BA-510/);
  await signet.getByLabel('Quantity').fill('two');
  await expect(signet.getByText('Enter a number of pieces from 1 to 999.')).toBeVisible();
  await signet.getByLabel('Quantity').fill('2');

  const mount = await describePiece(page, 'Bezel mount, 6.5 mm');
  await expect(mount.getByText('Enter what one costs.')).toBeVisible();
  await mount.getByLabel('Cost of one').fill('125.5');
  await mount.getByLabel('Quantity').fill('3');
  await expect(mount.getByText('$376.50 for all')).toBeVisible();
  await page.getByLabel('Expected in the store').fill(inDays(-1));
  await expect(page.getByText('This date is in the past.')).toBeVisible();
  await page.getByLabel('Expected in the store').fill(inDays(9));
  await page.getByLabel('Note for the vendor').fill('Leave the sprues on.');
  const summary = page.getByRole('complementary', { name: 'Summary' });
  await expect(figure(summary, 'Total')).toHaveText('$1,196.50');
  await expectAxeClean(page);
  await write.click();

  await expectState(page, 'Draft');
  await expectAxeClean(page);
  await expect(page.getByRole('button', { name: 'Receive' })).toHaveCount(0);
  const number = ((await page.getByRole('heading', { level: 1 }).textContent()) ?? '').split(' ')[0] ?? '';
  await send(page);
  const order = page.url();

  const date = await ask(page, 'Vendor confirms');
  await date.getByLabel('The vendor’s date').fill(inDays(12));
  await date.getByRole('button', { name: 'Note the date' }).click();
  await expectState(page, 'Confirmed');
  await expect(page.getByText(`Expected ${written(inDays(12))}`)).toBeVisible();

  await receiveAPart(page);
  await expectState(page, 'Partly received');
  await expect(page.getByRole('row', { name: /^Bezel mount/ })).toContainText('1 of 3');
  await expect(page.getByRole('button', { name: 'Cancel order' })).toHaveCount(0);

  const rest = await ask(page, 'Receive');
  await rest.getByLabel('Put into').selectOption({ label: 'Safe' });
  await expect(rest.getByRole('group', { name: /^Signet/ })).toHaveCount(0);
  const mounts = rest.getByRole('group', { name: /^Bezel mount/ });
  await expect(mounts.getByLabel('Came', { exact: true })).toHaveValue('2');
  await mounts.getByLabel('Cost of one').fill('130');
  await rest.getByRole('button', { name: 'Receive 2 pieces' }).click();
  await expectState(page, 'Received');

  await matchTheBill(page);

  // Every piece that came has a serial and a place.
  const deliveries = page.getByRole('list').filter({ has: page.locator('.delivery-head') });
  const serials = deliveries.locator('.serial');
  await expect(serials).toHaveCount(5);
  const serial = (await serials.first().textContent()) ?? '';
  await visit(page, `/stock?q=${serial}`);
  await expect(page.getByRole('row', { name: new RegExp(serial) })).toContainText('Bezel mount, 6.5 mm');

  await visit(page, '/purchasing');
  const row = page.getByRole('row', { name: new RegExp(number) });
  await expect(row).toContainText('5 of 5');
  await row.getByRole('link').click();
  await expect(page).toHaveURL(order);
});

/** All the signets and one mount come; more was typed first. */
async function receiveAPart(page: Page): Promise<void> {
  const dialog = await ask(page, 'Receive');
  const mounts = dialog.getByRole('group', { name: /^Bezel mount/ });
  await expect(mounts.getByLabel('Came', { exact: true })).toHaveValue('3');
  await mounts.getByLabel('Came', { exact: true }).fill('4');
  await dialog.getByRole('button', { name: 'Receive 6 pieces' }).click();
  await expect(dialog.getByText('Say where it is put.')).toBeVisible();
  await expect(mounts.getByText('Only 3 are still to come.')).toBeVisible();
  await expect(mounts.getByLabel('Came', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByLabel('Put into')).toBeFocused();
  await expectAxeClean(page);
  await mounts.getByLabel('Came', { exact: true }).fill('1');
  await dialog.getByLabel('Put into').selectOption({ label: 'Safe' });
  await dialog.getByRole('button', { name: 'Receive 3 pieces' }).click();
  const arrived = page.getByRole('status').filter({ hasText: '3 pieces taken into stock' });
  await expect(arrived.getByRole('link')).toHaveCount(3);
  await expectAxeClean(page);
}

/** The vendor asks for three dollars more than came. */
async function matchTheBill(page: Page): Promise<void> {
  const bill = await ask(page, 'Match the bill');
  await expect(figure(bill, 'What came costs')).toHaveText('$1,205.50');
  await bill.getByRole('button', { name: 'Keep the bill' }).click();
  await expect(bill.getByText('Enter the bill’s number.').or(bill.getByText("Enter the bill's number."))).toBeVisible();
  await bill.getByLabel('Bill number').fill('BA-2291');
  await bill.getByLabel('Total').fill('1205.50');
  await expect(bill.getByText('It agrees with what came.')).toBeVisible();
  await bill.getByLabel('Total').fill('1208.50');
  await expect(bill.getByText('It asks for $3.00 more than came.')).toBeVisible();
  await expectAxeClean(page);
  await bill.getByRole('button', { name: 'Keep the bill' }).click();
  await expect(bill).toBeHidden();
  await expect(page.locator('.panel', { hasText: 'BA-2291' })).toContainText('It asks for $3.00 more than came.');
  await expect(page.getByRole('button', { name: 'Match the bill' })).toHaveCount(0);
}

test.describe('with refusals', () => {
  test.use({ allowedConsole: /409|422/ });

  test('of two who receive the same, the slower is told and keeps what was typed', async ({ page, tablet }) => {
    await sendOrder(page, 'Stacking band, 1.5 mm', '3', '90');
    const slow = await ask(page, 'Receive');
    await slow.getByLabel('Put into').selectOption({ label: 'Safe' });
    await slow.getByLabel('Cost of one').fill('91');

    const quick = await tablet(people.owner);
    await visit(quick, new URL(page.url()).pathname);
    const receive = await ask(quick, 'Receive');
    await receive.getByLabel('Put into').selectOption({ label: 'Front window' });
    await receive.getByLabel('Came', { exact: true }).fill('2');
    await receive.getByRole('button', { name: 'Receive 2 pieces' }).click();
    await expect(receive).toBeHidden();

    await slow.getByRole('button', { name: 'Receive 3 pieces' }).click();
    await expect(slow.getByRole('alert')).toContainText('received 2 × Stacking band, 1.5 mm in the meantime.');
    await expect(slow.getByText('1 still to come')).toBeVisible();
    await expect(slow.getByLabel('Came', { exact: true })).toHaveValue('3');
    await expect(slow.getByLabel('Cost of one')).toHaveValue('91');
    await expectAxeClean(page);

    // What is surplus is kept when somebody says so.
    await slow.getByLabel('Why is more kept than was ordered?').fill('The vendor’s gift');
    await slow.getByRole('button', { name: 'Receive 3 pieces' }).click();
    await expect(slow).toBeHidden();
    await expectState(page, 'Received');
    await expect(page.getByRole('row', { name: /^Stacking band/ })).toContainText('5 of 3');
  });

  test('goods in bulk are received, carried, counted and scrapped', async ({ page }) => {
    await visit(page, '/stock');
    await page.getByRole('link', { name: 'Bulk' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Bulk' })).toBeVisible();
    const code = `WIRE-${crypto.randomUUID().slice(0, 8)}`;
    const add = await ask(page, 'Add an item');
    await add.getByRole('button', { name: 'Add item' }).click();
    await expect(add.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
    await expectAxeClean(page);
    await add.getByLabel('Name').fill(`Round wire ${code}`);
    await add.getByLabel('Code').fill(code);
    await add.getByRole('radio', { name: 'Grams' }).check();
    await add.getByRole('button', { name: 'Add item' }).click();
    const item = page.locator('.bulk-item', { hasText: code });
    await expect(item).toContainText('There is none of it at the moment.');
    await expect(item.getByRole('button', { name: 'Move' })).toHaveCount(0);

    const dialog = page.getByRole('dialog');
    const start = (deed: string) => item.getByRole('button', { name: deed }).click();
    const go = (deed: string) => dialog.getByRole('button', { name: deed, exact: true }).click();
    await start('Receive');
    await dialog.getByLabel('How much').fill('25.5');
    await go('Receive');
    for (const wrong of ['Choose the place.', 'Choose the vendor who is owed.']) {
      await expect(dialog.getByText(wrong)).toBeVisible();
    }
    await expectAxeClean(page);
    await dialog.getByLabel('Put into').selectOption({ label: 'Safe' });
    await dialog.getByLabel('Cost of all of it').fill('510');
    await dialog.getByLabel('Vendor', { exact: true }).selectOption({ label: 'Bench & Anvil Casting' });
    await go('Receive');
    await expect(item).toContainText('25.5 g');
    await expect(item).toContainText('$510.00 at cost');

    await start('Move');
    await dialog.getByLabel('To', { exact: true }).selectOption({ label: 'Bin A, diamonds' });
    await dialog.getByLabel('How much').fill('30');
    await go('Move');
    await expect(dialog.locator('#field-quantity-error')).toContainText('25.5 g');
    await expect(dialog.getByLabel('How much')).toHaveValue('30');
    await expectAxeClean(page);
    await dialog.getByLabel('How much').fill('5.5');
    await go('Move');
    await expect(item.getByRole('listitem').filter({ hasText: 'Bin A' })).toContainText('5.5 g');

    await start('Count');
    await dialog.getByLabel('Counted in').selectOption({ label: 'Safe' });
    await expect(dialog.getByText('20 g by the books.')).toBeVisible();
    await dialog.getByLabel('Really there').fill('19');
    await go('Count');
    await expect(dialog.getByText('Give a reason.')).toBeVisible();
    await dialog.getByLabel('Why was it counted?').fill('The end of the month');
    await go('Count');
    await expect(item).toContainText('24.5 g');
    await expect(item).toContainText('$490.00 at cost');

    await start('Scrap');
    await dialog.getByLabel('From', { exact: true }).selectOption({ label: 'Safe, 19 g' });
    await dialog.getByLabel('How much').fill('1');
    await dialog.getByLabel('Why is it scrapped?').fill('Contaminated');
    await go('Scrap');
    await expect(item).toContainText('23.5 g');

    await start('History');
    await expect(dialog.getByText('1 g fewer counted in Safe')).toBeVisible();
    await expect(dialog.getByText('25.5 g received from Bench & Anvil Casting into Safe')).toBeVisible();
    await expectAxeClean(page);
  });
});

test('what is late is among the late', async ({ page }) => {
  await visit(page, '/purchasing');
  await page.getByRole('link', { name: 'Late', exact: true }).click();
  await expect(page).toHaveURL('/purchasing?show=late');
  const late = page.getByRole('row', { name: /Castellan & Sons/ }).filter({ hasText: 'Late' });
  await expect(late).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Draft' })).toHaveCount(0);
  await page.reload();
  await expect(late).toBeVisible();
  await late.getByRole('link').click();
  await expectState(page, 'Sent');
  await expectState(page, 'Late');
});

test('an order that was not sent can be called off', async ({ page }) => {
  await visit(page, '/purchasing/new');
  await page.getByLabel('Ordered from').selectOption({ label: 'Pearl House Akoya' });
  const piece = await describePiece(page, 'Strand of Akoya, 7 mm');
  await piece.getByLabel('Cost of one').fill('640');
  await page.getByRole('button', { name: 'Write the order' }).click();
  await expectState(page, 'Draft');
  const dialog = await ask(page, 'Cancel order');
  await expect(dialog).toContainText('It was not sent.');
  await dialog.getByRole('button', { name: 'Cancel order' }).click();
  await expectState(page, 'Cancelled');
  await expect(page.getByRole('button', { name: 'Send' })).toHaveCount(0);
});

test('sales receive and never see cost', async ({ page, tablet }) => {
  await sendOrder(page, 'Hoop earrings, 14 mm', '1', '77.25');
  const counter = await tablet(people.sales);
  await visit(counter, new URL(page.url()).pathname);
  await expectState(counter, 'Sent');
  await expect(counter.getByRole('columnheader', { name: 'Cost of one' })).toHaveCount(0);
  await expect(counter.getByRole('button', { name: 'Cancel order' })).toHaveCount(0);
  const receive = await ask(counter, 'Receive');
  await expect(receive.getByLabel('Cost of one')).toHaveCount(0);
  await receive.getByLabel('Put into').selectOption({ label: 'Safe' });
  await receive.getByRole('button', { name: 'Receive 1 piece' }).click();
  await expectState(counter, 'Received');
  await expect(counter.getByRole('button', { name: 'Match the bill' })).toHaveCount(0);
  expect(await counter.content()).not.toContain('77.25');

  await visit(counter, '/purchasing');
  await expect(counter.getByRole('link', { name: 'Order for stock' })).toHaveCount(0);
  await visit(counter, '/stock/bulk');
  const grain = counter.locator('.bulk-item', { hasText: 'GRAIN-14KY' });
  // The bench takes of it meanwhile.
  await expect(grain).toContainText(/Safe\s*[\d.]+ g/);
  await expect(grain).not.toContainText('$');
  await expect(grain.getByRole('button', { name: 'Move' })).toBeVisible();
  await expect(grain.getByRole('button', { name: 'Count' })).toHaveCount(0);
});
