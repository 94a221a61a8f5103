// Files that one takes away: labels to print, lists as tables, orders to vendors.
import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { people } from '../support/shop';
import { expect, expectAxeClean, expectNoSidewaysScroll, test, visit } from '../support/test';

const phone = { width: 390, height: 844 };

test.use({ viewport: { width: 1180, height: 820 }, signedInAs: people.manager });

/** Takes what a link of the open dialog, or of the page, gives. */
async function take(page: Page, link: string): Promise<Download> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link, exact: true }).click(),
  ]);
  return file;
}

const text = async (file: Download): Promise<string> => readFile(await file.path(), 'utf8');

test('what the list of stock shows is taken along as a table', async ({ page }) => {
  await visit(page, '/stock?form=stone&shape=marquise');
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAxeClean(page);
  const csv = await take(page, 'CSV');
  expect(csv.suggestedFilename()).toBe('stones.csv');
  const lines = (await text(csv)).trim().split('\r\n');
  expect(lines[0]).toContain('Serial,Piece,Form');
  expect(lines[0]).toContain('Cost');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('Marquise');
  const book = await take(page, 'Excel');
  expect(book.suggestedFilename()).toBe('stones.xlsx');
  expect((await readFile(await book.path())).subarray(0, 2).toString()).toBe('PK');
});

test.describe('who may not see cost', () => {
  test.use({ signedInAs: people.sales });

  test('gets none in a table', async ({ page }) => {
    await visit(page, '/stock');
    await page.getByRole('button', { name: 'Export' }).click();
    const head = (await text(await take(page, 'CSV'))).split('\r\n')[0];
    expect(head).toContain('Price');
    expect(head).not.toContain('Cost');
  });
});

for (const list of ['orders', 'customers', 'catalogue', 'purchasing', 'stock/bulk', 'journal']) {
  test(`${list} can be taken along`, async ({ page }) => {
    await visit(page, `/${list}`);
    await page.getByRole('button', { name: 'Export' }).click();
    const csv = await text(await take(page, 'CSV'));
    expect(csv.trim().split('\r\n').length).toBeGreaterThan(1);
  });
}

test('the margin can be taken along, where there is none, too', async ({ page }) => {
  await visit(page, '/margin?period=2019');
  await page.getByRole('button', { name: 'Export' }).click();
  await expectAxeClean(page);
  expect(await text(await take(page, 'CSV'))).toContain('Orders,Sales,Cost,Margin,Margin %');
});

test('labels of what the list shows, for any printer', async ({ page }) => {
  await page.setViewportSize(phone);
  await visit(page, '/stock?q=halo');
  await page.getByRole('button', { name: 'Labels' }).click();
  await expectNoSidewaysScroll(page);
  await expectAxeClean(page);
  const pdf = await take(page, 'Get the labels');
  expect((await readFile(await pdf.path())).subarray(0, 5).toString()).toBe('%PDF-');
  await page.getByRole('radio', { name: 'Box label' }).check();
  await page.getByRole('checkbox', { name: 'With prices' }).check();
  await page.getByLabel('Printed as').selectOption({ label: 'Label printer (ZPL), 300 dpi' });
  const zpl = await take(page, 'Get the labels');
  expect(zpl.suggestedFilename()).toMatch(/\.zpl$/);
  const sent = await text(zpl);
  expect(sent).toMatch(/^\^XA\n\^CI28\n/);
  expect(sent).toContain('^BC');
  expect(sent).toContain('$');
});

test('labels of every place', async ({ page }) => {
  await visit(page, '/stock/places');
  await page.getByRole('button', { name: 'Print labels' }).click();
  await page.getByLabel('Printed as').selectOption({ label: 'Label printer (ZPL), 203 dpi' });
  expect(await text(await take(page, 'Get the labels'))).toContain('^BC');
});

test('an order to a vendor as a PDF', async ({ page }) => {
  await visit(page, '/purchasing?show=open');
  await page.getByRole('table').locator('tbody tr', { hasText: 'Stock' }).first().getByRole('link').first().click();
  const pdf = await take(page, 'PDF');
  expect(pdf.suggestedFilename()).toMatch(/^purchase-order-.*\.pdf$/);
  expect((await readFile(await pdf.path())).subarray(0, 5).toString()).toBe('%PDF-');
});
