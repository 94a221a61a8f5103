// Wholesale: an account, its orders on credit, acknowledged, held, shipped in parcels, paid.
import type { Page } from '@playwright/test';
import { inDays } from '../support/days';
import { expectState, figure, people, step } from '../support/shop';
import { expect, expectAxeClean, expectNoSidewaysScroll, test, visit } from '../support/test';

// What the server refuses is said beside the field.
test.use({ viewport: { width: 1180, height: 820 }, signedInAs: people.manager, allowedConsole: /422/ });
// Written through the screens from the first word: that takes a while.
test.describe.configure({ timeout: 180_000 });

const dialog = (page: Page) => page.getByRole('dialog');

/** A customer that is a business, with an account of so much credit. */
async function openAccount(page: Page, limit: string): Promise<string> {
  const name = `Harbor & Vine ${Date.now()}`;
  await visit(page, '/wholesale');
  await page.getByRole('link', { name: 'Open an account' }).click();
  await page.waitForURL('**/wholesale/open');
  await expect(page.getByRole('heading', { level: 1, name: 'Open an account' })).toBeVisible();
  await page.getByRole('button', { name: 'Open the account' }).click();
  await expect(page.getByText('Choose the customer.').first()).toBeVisible();
  await expectAxeClean(page);
  await page.getByRole('combobox', { name: 'Customer' }).fill(name);
  await page.getByRole('option', { name: /^New customer/ }).click();
  await dialog(page).getByLabel('Phone').fill(`212555${String(Date.now()).slice(-4)}`);
  await dialog(page).getByRole('button', { name: 'Add customer' }).click();
  await expect(page.getByRole('group', { name: 'Customer' })).toContainText(name);
  await page.getByLabel('Credit limit').fill(limit);
  await page.getByRole('button', { name: 'Add a certificate' }).click();
  await page.getByLabel('State').fill('NY');
  await page.getByLabel('Certificate number').fill('R-77');
  await page.getByRole('button', { name: 'Open the account' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  return name;
}

/** Starts an order from the account's page, and fills in all but its lines. */
async function begin(page: Page, number: string): Promise<void> {
  await page.getByRole('link', { name: 'Enter an order' }).click();
  await page.waitForURL('**/wholesale/new**');
  await page.getByLabel('Purchase order number').fill(number);
  await page.getByLabel('Street and number').fill('1 Pier');
  await page.getByLabel('City').fill('New York');
  await page.getByLabel('State or region').fill('NY');
  await page.getByLabel('ZIP or postcode').fill('10001');
}

test('an order on account, from its first word to its last payment', async ({ page }) => {
  const name = await openAccount(page, '2000');
  await expectAxeClean(page);
  await expectNoSidewaysScroll(page);
  await expect(figure(page, 'Available')).toHaveText('$2,000.00');
  const account = page.url();

  await begin(page, '4711');
  await page.getByLabel('Paste from a spreadsheet').fill('SKU\tQty\nNOTHING-1\t4');
  await page.getByRole('button', { name: 'Add these lines' }).click();
  await expect(page.getByText('Nothing is sold as “NOTHING-1”.')).toBeVisible();
  await page.getByRole('button', { name: 'Enter the order' }).click();
  await expect(page.getByText('Add at least one line.').first()).toBeVisible();
  await expectAxeClean(page);
  await page.getByRole('combobox', { name: 'Add a piece' }).pressSequentially('signet oval');
  await page.getByRole('option', { name: /^Signet ring, oval/ }).first().click();
  await page.getByLabel('Pieces').fill('2');
  await expect(page.getByText(/Standard: 50 % off/)).toBeVisible();
  await expect(page.getByText(/No tax: sold for resale/)).toBeVisible();
  await page.getByLabel('Pieces').fill('40');
  await expect(page.getByText(/beyond its credit/)).toBeVisible();
  await page.getByRole('button', { name: 'Enter the order' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^WS-\d+/ })).toBeVisible();
  await expectState(page, 'Credit hold');
  await expectAxeClean(page);
  const order = page.url();

  await visit(page, '/wholesale');
  await expect(page.getByRole('heading', { name: 'Held for credit' })).toBeVisible();
  await visit(page, order);
  await step(page, 'Release the credit hold', async (ask) => {
    await ask.getByLabel('Why is it released?').fill('Their cheque is in the post');
  });
  await expectState(page, 'Entered');

  await step(page, 'Acknowledge', async (ask) => {
    await ask.getByLabel('Answer').selectOption('Backorder');
    await ask.getByLabel('How many later').fill('39');
    await ask.getByLabel('Expected').fill(inDays(20));
    await expectAxeClean(page);
  });
  await expectState(page, 'Acknowledged');
  await expect(page.getByText(/39 later to/)).toBeVisible();

  await step(page, 'Order from vendor', async (ask) => {
    await ask.getByLabel('Vendor', { exact: true }).selectOption({ label: 'Bench & Anvil Casting' });
  });
  await expectState(page, 'In fulfilment');
  await expect(page.getByText('Nothing is here to be shipped.')).toBeVisible();
  await page.locator('main').getByRole('link', { name: /^PO-\d+$/ }).click();
  await page.waitForURL('**/purchasing/**');
  await page.getByRole('button', { name: 'Receive', exact: true }).click();
  await dialog(page).getByLabel('Came', { exact: true }).fill('25');
  await dialog(page).getByRole('button', { name: 'Receive 25 pieces' }).click();
  await expect(dialog(page)).toBeHidden();

  await visit(page, order);
  await step(page, 'Packed');
  await expectState(page, 'Packed');
  await step(page, 'Ship', async (ask) => {
    await ask.getByLabel(/^Signet ring, oval/).fill('26');
    await ask.getByLabel('Carrier').fill('UPS');
    await ask.getByLabel('Tracking number').fill('1Z1');
    await ask.getByRole('button', { name: 'Ship', exact: true }).click();
    await expect(ask.getByText('Only 25 are here.')).toBeVisible();
    await expectAxeClean(page);
    await ask.getByLabel(/^Signet ring, oval/).fill('20');
  });
  await expectState(page, 'Partly shipped');
  await expect(page.getByRole('link', { name: /^Invoice INV-/ })).toHaveCount(1);
  await step(page, 'Ship', async (ask) => {
    await ask.getByLabel('Carrier').fill('UPS');
    await ask.getByLabel('Tracking number').fill('1Z2');
  });
  await expect(page.getByRole('link', { name: /^Invoice INV-/ })).toHaveCount(2);
  await expectAxeClean(page);
  await expectNoSidewaysScroll(page);
  await step(page, 'Cancel what is left', async (ask) => {
    await ask.getByLabel('Why is the rest not delivered?').fill('They have enough');
  });
  await expectState(page, 'Shipped and invoiced');

  await visit(page, account);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const owed = (await figure(page, 'Owed on invoices').innerText()).replace('$', '');
  await page.getByRole('button', { name: 'Take a payment' }).click();
  await dialog(page).getByLabel('Amount').fill('10000000');
  await dialog(page).getByRole('button', { name: 'Record payment' }).click();
  await expect(dialog(page).getByText(/^Only \$/)).toBeVisible();
  await expectAxeClean(page);
  await dialog(page).getByLabel('Amount').fill(owed);
  await dialog(page).getByRole('button', { name: 'Record payment' }).click();
  await expect(page.getByText('Nothing is owed.')).toBeVisible();
  await visit(page, order);
  await expectState(page, 'Closed');
});

test('terms and tiers are kept by managers', async ({ page }) => {
  await visit(page, '/wholesale/terms');
  await expect(page.getByText('Net 30')).toBeVisible();
  await expectAxeClean(page);
  await page.getByRole('button', { name: 'Change them' }).click();
  await expectAxeClean(page);
  await dialog(page).getByRole('button', { name: 'Add a break' }).click();
  await dialog(page).getByRole('button', { name: 'Keep them' }).click();
  await expect(dialog(page).getByText('Enter a number of pieces from 2 on.')).toBeVisible();
});
