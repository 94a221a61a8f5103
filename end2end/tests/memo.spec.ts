// Memos at the tablet: out against a signature, back, kept, lost, reversed; and what vendors lend.
import type { Locator, Page } from '@playwright/test';
import { chooseCustomer, expectState, figure, people, sign, step } from '../support/shop';
import { expect, expectAxeClean, expectNoSidewaysScroll, test, visit } from '../support/test';

const pad = (within: Page | Locator) => within.getByRole('img', { name: /^Signature/ }).first();

/** Takes a piece of ours into stock, and returns its serial. */
async function stock(page: Page, name: string, price: string): Promise<string> {
  const serial = `M${Date.now()}${Math.floor(Math.random() * 1000)}`;
  await visit(page, '/stock/new');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Serial').fill(serial);
  await page.getByLabel('Lies in').selectOption({ label: 'Safe' });
  await page.getByRole('textbox', { name: 'Cost' }).fill('500');
  await page.getByLabel('Price').fill(price);
  await page.getByRole('button', { name: 'Add to stock' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  return serial;
}

/** Scans a piece onto the memo that is being written. */
async function scan(page: Page, serial: string): Promise<void> {
  const box = page.getByRole('searchbox', { name: 'Piece' });
  await box.fill(serial);
  await box.press('Enter');
  await expect(page.getByRole('list', { name: 'Pieces of the memo' })).toContainText(serial);
}

/** Puts pieces aside for Ana Duarte, on the screen that is open. */
async function putAside(page: Page): Promise<string> {
  await chooseCustomer(page, '555-0142', 'Ana Duarte');
  await page.getByRole('button', { name: 'Put aside' }).click();
  const heading = page.getByRole('heading', { level: 1, name: /^MO-\d+ · Ana Duarte/ });
  await expect(heading).toBeVisible();
  return (await heading.innerText()).split(' ')[0] ?? '';
}

async function handOut(page: Page): Promise<void> {
  await step(page, 'Hand out', async (dialog) => {
    await sign(page, pad(dialog));
    await expectAxeClean(page);
  });
  await expectState(page, 'Out on memo');
}

/** A memo of pieces that is out. */
async function out(page: Page, serials: string[]): Promise<string> {
  await visit(page, '/memos/new');
  for (const serial of serials) await scan(page, serial);
  const number = await putAside(page);
  await handOut(page);
  return number;
}

test.describe('a memo', () => {
  test.use({ signedInAs: people.manager, allowedConsole: /422/ });

  test('is written, signed for, extended, sold in part and brought back', async ({ page }) => {
    test.setTimeout(120_000);
    const first = await stock(page, 'Sapphire ring', '2000');
    const second = await stock(page, 'Opal ring', '900');

    await visit(page, '/memos/new');
    await expectAxeClean(page);
    await page.getByRole('button', { name: 'Put aside' }).click();
    await expect(page.getByText('Scan or choose at least one piece.').first()).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Customer' })).toHaveAccessibleDescription(
      /Choose the customer/,
    );
    await scan(page, first);
    await scan(page, second);
    await scan(page, second);
    const chosen = page.getByRole('list', { name: 'Pieces of the memo' }).getByRole('listitem');
    await expect(chosen).toHaveCount(2);
    await chosen.nth(1).getByLabel('Worth').fill('');
    await page.getByLabel('Due back on').fill('2020-01-01');
    await expect(page.getByText('This date is in the past.')).toBeVisible();
    await page.getByLabel('Due back on').fill('');
    await expect(figure(page, 'Pieces')).toHaveText('2');
    const number = await putAside(page);
    await expectState(page, 'Requested');
    await expectAxeClean(page);
    await expectNoSidewaysScroll(page);

    const paper = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Memo paper' }).click();
    expect((await paper).suggestedFilename()).toBe(`memo-${number}.pdf`);

    await page.getByRole('button', { name: 'Hand out', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Hand out', exact: true }).click();
    await expect(dialog.getByText('Ask the customer to sign.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Go back' }).click();
    await handOut(page);
    await expect(figure(page, 'Pieces out')).toHaveText('2 of 2');
    await expect(page.getByRole('button', { name: 'Take a payment' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Cancel order' })).toHaveCount(0);
    await expectAxeClean(page);

    await step(page, 'Extend', async (asked) => {
      await asked.getByRole('checkbox', { name: /^Opal ring/ }).check();
      await asked.getByLabel('Due back on').fill('2035-01-31');
      await asked.getByLabel('Why may it stay longer?').fill('She is travelling');
      await expectAxeClean(page);
    });
    await expect(page.getByText('Due back on 31 Jan 2035')).toBeVisible();
    await expect(page.getByText(/One piece until 31 Jan 2035: She is travelling/)).toBeVisible();

    await page.getByRole('button', { name: 'Sell', exact: true }).click();
    await dialog.getByRole('checkbox', { name: /^Sapphire ring/ }).check();
    await dialog.getByLabel('Sold for, without tax').fill('1800');
    await dialog.getByRole('button', { name: 'Sell', exact: true }).click();
    await expect(dialog.getByText('Say why the price differs from the memo\'s.')).toBeVisible();
    await dialog.getByLabel('Why another price?').fill('Regular customer');
    await expectAxeClean(page);
    await dialog.getByRole('button', { name: 'Sell', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(figure(page, 'Pieces out')).toHaveText('1 of 2');

    await step(page, 'Take back', async (asked) => {
      await asked.getByRole('checkbox', { name: /^Opal ring/ }).check();
      await asked.getByRole('combobox', { name: 'Where it is put' }).selectOption({ index: 1 });
    });
    await expectState(page, 'Closed');

    await page.getByRole('link', { name: /^MS-\d+$/ }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^MS-\d+/ })).toBeVisible();
    await expectState(page, 'Invoiced');
    await expect(page.getByText('instead of $2,000.00: Regular customer')).toBeVisible();
    await expectAxeClean(page);
    await page.getByRole('button', { name: 'Take a payment' }).click();
    await page.getByRole('button', { name: 'Record payment' }).click();
    await expectState(page, 'Closed');

    await step(page, 'Reverse the sale', async (asked) => {
      await asked.getByLabel('Why is it reversed?').fill('She changed her mind');
      await expectAxeClean(page);
    });
    await expectState(page, 'Reversed');
    await page.locator('.panel', { hasText: 'From a memo' }).getByRole('link', { name: number }).click();
    await expect(page.getByRole('heading', { level: 1, name: new RegExp(`^${number}`) })).toBeVisible();
    await expectState(page, 'Out on memo');
    await expect(figure(page, 'Pieces out')).toHaveText('1 of 2');

    await visit(page, '/memos');
    const row = page.getByRole('row', { name: new RegExp(number) });
    await expect(row).toContainText('1 of 2');
    await expect(row).toContainText('Today');
    await expectAxeClean(page);
  });

  test('that is lost is charged to who bears it', async ({ page }) => {
    const serial = await stock(page, 'Ruby band', '700');
    await out(page, [serial]);
    await step(page, 'Report a loss', async (dialog) => {
      await expect(dialog.getByText(/The customer bears it/)).toBeVisible();
      await dialog.getByLabel('What happened?').fill('Left in a taxi');
    });
    await expectState(page, 'Closed');
    await expect(page.locator('.memo-piece').getByText('Lost')).toBeVisible();
    await page.getByRole('link', { name: /^MS-\d+$/ }).click();
    await expect(page.getByText('Lost, and charged')).toBeVisible();
    await expectAxeClean(page);
  });

  test('of a piece that is out already is refused', async ({ page }) => {
    const serial = await stock(page, 'Jade bangle', '300');
    const number = await out(page, [serial]);
    await visit(page, '/memos/new');
    await scan(page, serial);
    await chooseCustomer(page, '555-0142', 'Ana Duarte');
    await page.getByRole('button', { name: 'Put aside' }).click();
    await expect(page.getByText(`${serial} is on memo with a customer.`).first()).toBeVisible();
    await visit(page, '/memos?show=all');
    await page.getByRole('searchbox', { name: 'Find a memo' }).fill(number);
    await expect(page.getByRole('row', { name: new RegExp(number) })).toBeVisible();
  });

  test('follows terms that managers keep', async ({ page }) => {
    await visit(page, '/memos');
    await page.getByRole('button', { name: 'Terms' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reminders after days').fill('60, soon');
    await expectAxeClean(page);
    await dialog.getByRole('button', { name: 'Save the terms' }).click();
    await expect(dialog.getByLabel('Reminders after days')).toHaveAccessibleDescription(/parted by commas/);
    await dialog.getByLabel('Reminders after days').fill('60, 75, 85');
    await dialog.getByRole('button', { name: 'Save the terms' }).click();
    await expect(dialog).toBeHidden();
  });
});

test.describe('what a vendor lends', () => {
  test.use({ signedInAs: people.manager, allowedConsole: /422/ });

  test('is taken in, given back in part, and paid for when it is sold', async ({ page }) => {
    test.setTimeout(120_000);
    const serials = [`L${Date.now()}A`, `L${Date.now()}B`] as const;
    await visit(page, '/memos/in');
    await expectAxeClean(page);
    await page.getByRole('link', { name: 'Take in', exact: true }).first().click();
    await page.waitForURL('**/memos/in/new');
    await page.getByRole('button', { name: 'Take in', exact: true }).click();
    await expect(page.getByRole('combobox', { name: 'Vendor' })).toHaveAccessibleDescription(/Choose the vendor/);
    await page.getByRole('combobox', { name: 'Vendor' }).selectOption({ index: 1 });
    await page.getByLabel('Number on their paper').fill(`ML-${Date.now()}`);
    await page.getByLabel('Due back on').fill('2035-06-30');
    await page.getByRole('combobox', { name: 'Place' }).selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Add another piece' }).click();
    for (const [index, serial] of serials.entries()) {
      const piece = page.getByRole('group', { name: `Piece ${index + 1}` });
      await piece.getByLabel('What it is').fill(`Emerald ring ${index + 1}`);
      await piece.getByLabel('Owed when sold').fill('450');
      await piece.getByLabel('Our price').fill('1200');
      await piece.getByLabel('Serial').fill(serial);
    }
    await expectAxeClean(page);
    await page.getByRole('button', { name: 'Take in', exact: true }).click();
    const heading = page.getByRole('heading', { level: 1, name: /^MI-\d+/ });
    await expect(heading).toBeVisible();
    const lent = page.url();
    await expectAxeClean(page);
    await expectNoSidewaysScroll(page);

    await out(page, [serials[0]]);
    await step(page, 'Sell', async () => {});
    await expectState(page, 'Closed');

    await visit(page, lent);
    await expect(page.locator('.piece', { hasText: serials[0] })).toContainText('Sold, to be paid');
    await page.getByRole('button', { name: 'Pay the vendor' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Note the payment' }).click();
    await expect(dialog.getByText("Enter the vendor's bill, or the transfer.")).toBeVisible();
    await dialog.getByLabel('Vendor’s bill, or the transfer').fill('Bill 77');
    await expectAxeClean(page);
    await dialog.getByRole('button', { name: 'Note the payment' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('Paid, Bill 77')).toBeVisible();

    await page.getByRole('button', { name: 'Give back', exact: true }).click();
    await dialog.getByLabel('Who takes it').fill('Luc Lavergne');
    await dialog.getByRole('button', { name: 'Give back', exact: true }).click();
    await expect(dialog.getByText(/sign/i).first()).toBeVisible();
    await sign(page, pad(dialog));
    await expectAxeClean(page);
    await dialog.getByRole('button', { name: 'Give back', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.locator('.piece', { hasText: serials[1] }).first()).toContainText('Given back');
    await expectAxeClean(page);
  });
});
