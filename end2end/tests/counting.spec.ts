// Counting the stock: started, scanned into by two, finished once, and printed.
import type { Locator, Page } from '@playwright/test';
import { people } from '../support/shop';
import { expect, expectAxeClean, expectNoSidewaysScroll, test, visit } from '../support/test';

const tablet = { width: 1180, height: 820 };
const phone = { width: 390, height: 844 };

// A reason that is missing: the server says so.
test.use({ viewport: tablet, signedInAs: people.manager, allowedConsole: /422/ });

const box = (page: Page): Locator => page.getByLabel('Serial');
const answers = (page: Page): Locator => page.getByRole('list', { name: 'Scanned last' }).locator('li');

/** Types as a scanner does: all at once, with Enter behind it. */
async function scan(page: Page, code: string): Promise<void> {
  await box(page).pressSequentially(code);
  await box(page).press('Enter');
}

/** A new place with new rings in it. */
async function fill(page: Page, place: string, serials: string[]): Promise<void> {
  await visit(page, '/stock/places');
  await page.getByRole('button', { name: 'Add a place' }).click();
  await page.getByLabel('Name').fill(place);
  await page.getByLabel('Code').fill(place);
  await page.getByRole('dialog').getByRole('button', { name: 'Add place' }).click();
  await expect(page.getByRole('link', { name: place })).toBeVisible();
  for (const serial of serials) {
    await visit(page, '/stock/new');
    await page.getByLabel('Name').fill(`Ring ${serial}`);
    await page.getByLabel('Serial').fill(serial);
    await page.getByLabel('Lies in').selectOption({ label: place });
    await page.getByRole('textbox', { name: 'Cost' }).fill('410');
    await page.getByRole('button', { name: 'Add to stock' }).click();
    await expect(page.getByRole('heading', { level: 1, name: `Ring ${serial}` })).toBeVisible();
  }
}

async function start(page: Page, place: string): Promise<void> {
  await visit(page, '/stock/counts');
  await page.getByRole('button', { name: 'Start a count' }).click();
  await expectAxeClean(page);
  await page.getByRole('checkbox', { name: place }).check();
  await page.getByRole('button', { name: 'Start counting' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^CT-/ })).toBeVisible();
}

test('two count a place, what is missing is written off once, and the result prints', async ({ page, tablet: open }) => {
  // Four pieces and two places are written down first.
  test.slow();
  await fill(page, 'COUNT-A', ['CA-1', 'CA-2', 'CA-3']);
  await fill(page, 'COUNT-B', ['CB-1']);
  await start(page, 'COUNT-A');
  await expect(page.getByText('0 of 3')).toBeVisible();
  await expectAxeClean(page);

  // One after the other without a pause; each is answered.
  await expect(box(page)).toBeFocused();
  await scan(page, 'ca-1');
  await scan(page, 'CA-1');
  await scan(page, 'CB-1');
  await scan(page, 'NO-SUCH');
  await expect(answers(page).filter({ hasText: 'No such serial' })).toHaveCount(1);
  await expect(answers(page).filter({ hasText: 'Scanned before' })).toHaveCount(1);
  await expect(page.getByText('1 of 3')).toBeVisible();
  const strangers = page.getByRole('list', { name: 'Not expected here' }).locator('li');
  await expect(strangers).toHaveCount(2);

  // Somebody else counts the same on a phone.
  const other = await open(people.jeweler, { viewport: phone });
  await visit(other, page.url());
  await scan(other, 'CA-2');
  await expect(answers(other).filter({ hasText: 'CA-2' })).toContainText('Found');
  await expectNoSidewaysScroll(other);
  await expectAxeClean(other);
  await expect(other.getByRole('button', { name: 'Finish' })).toHaveCount(0);
  await expect(page.getByText('2 of 3')).toBeVisible({ timeout: 15_000 });

  // What lies elsewhere by the books is brought in.
  await strangers.filter({ hasText: 'CB-1' }).getByRole('button', { name: 'Put it here' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Put it here' }).click();
  await expect(page.getByText('3 of 4')).toBeVisible();
  await expect(strangers).toHaveCount(1);

  await page.getByRole('button', { name: 'Finish' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 piece is written off as missing.');
  await dialog.getByRole('button', { name: 'Finish the count' }).click();
  await expect(dialog.getByText('Write down why, for the history.')).toBeVisible();
  await expectAxeClean(page);
  await dialog.getByLabel('Why').fill('Not found twice');
  await dialog.getByRole('button', { name: 'Finish the count' }).click();
  await expect(page.getByRole('heading', { name: 'Count · Finished' })).toBeVisible();
  await expect(page.getByRole('row', { name: /CA-3/ })).toContainText('Not found twice');
  await expectAxeClean(page);
  await page.setViewportSize(phone);
  await expectNoSidewaysScroll(page);

  // The other sees it end.
  await expect(other.getByRole('heading', { name: 'Count · Finished' })).toBeVisible({ timeout: 15_000 });
  await visit(page, '/stock/counts');
  await expect(page.getByRole('row', { name: /COUNT-A/ })).toContainText('3 of 4');
  await expectNoSidewaysScroll(page);
  await expectAxeClean(page);
});

test.describe('without a connection', () => {
  test.use({ allowedConsole: /422|ERR_INTERNET_DISCONNECTED|Failed to load/ });

  test('no scan is lost', async ({ page, context }) => {
    await fill(page, 'COUNT-C', ['CC-1', 'CC-2']);
    await start(page, 'COUNT-C');
    await context.setOffline(true);
    await scan(page, 'CC-1');
    await scan(page, 'CC-2');
    await expect(page.getByText('2 scans wait; none is lost.')).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByText('2 of 2')).toBeVisible({ timeout: 15_000 });
    await page.getByRole('button', { name: 'Give up' }).click();
    await page.getByRole('button', { name: 'Give the count up' }).click();
    await expect(page.getByRole('heading', { name: 'Count · Given up' })).toBeVisible();
  });
});
