// Takes the pictures of the README from the demo shop: `cargo xtask pictures`.
import { type Page, test } from '@playwright/test';
import { people, signIn } from '../support/shop';
import { hydrated, visit } from '../support/test';

const tablet = { width: 1180, height: 820 };
const phone = { width: 390, height: 844 };

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({
    path: `../docs/pictures/${name}.jpg`,
    type: 'jpeg',
    quality: 82,
    animations: 'disabled',
  });
}

/** Opens the first order of a phase. */
async function open(page: Page, phase: string): Promise<void> {
  await visit(page, `/orders?phase=${phase}`);
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
  await hydrated(page);
}

test('the counter', async ({ page }) => {
  await page.setViewportSize(tablet);
  await signIn(page, people.owner);
  await take(page, 'board');
  await open(page, 'ready');
  await take(page, 'order');
  await visit(page, '/stock?form=stone');
  await take(page, 'stock');
});

test('the customer', async ({ page, browser }) => {
  await signIn(page, people.owner);
  await open(page, 'in_work');
  const link = await page.getByRole('link', { name: /\/track\// }).getAttribute('href');
  const context = await browser.newContext({ viewport: phone, deviceScaleFactor: 2 });
  const seen = await context.newPage();
  await seen.goto(link ?? '');
  await take(seen, 'track');
  await context.close();
});
