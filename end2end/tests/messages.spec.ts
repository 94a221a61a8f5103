// What customers were told, and hearing on one tablet what happens on another.
import { people, signIn } from '../support/shop';
import { expect, expectAxeClean, test, visit } from '../support/test';

test('messages are listed, read and sent again', async ({ page }) => {
  await signIn(page, people.sales);
  await visit(page, '/messages?status=not_sent');
  await expectAxeClean(page);
  const first = page.getByRole('row').nth(1);
  await first.getByRole('button').first().click();
  const dialog = page.getByRole('dialog', { name: 'Message' });
  await expect(dialog.getByText(/\/track\/[\w-]{43}/)).toBeVisible();
  await expectAxeClean(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await first.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('The message is on its way.')).toBeVisible();
});

test('a status without messages says so', async ({ page }) => {
  await signIn(page, people.sales);
  await visit(page, '/messages?status=sent');
  await expect(page.getByText('No messages')).toBeVisible();
  await expectAxeClean(page);
});

test('what happens on one tablet shows on another', async ({ page, browser, watch }) => {
  await signIn(page, people.sales);
  await visit(page, '/orders?phase=in_work');
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);

  const other = await (await browser.newContext()).newPage();
  watch(other);
  await signIn(other, people.manager);
  await visit(other, page.url());
  await other.getByRole('button', { name: 'Put on hold', exact: true }).first().click();
  const dialog = other.getByRole('dialog');
  await dialog.getByRole('textbox').fill('The customer is travelling');
  await dialog.getByRole('button', { name: 'Put on hold', exact: true }).click();

  await expect(page.getByText(/^On hold/).first()).toBeVisible();
  await other.getByRole('button', { name: 'Resume', exact: true }).first().click();
  await expect(page.getByText(/^On hold/)).toHaveCount(0);
  await other.context().close();
});

test('nobody listens without signing in', async ({ request }) => {
  expect((await request.get('/api/live')).status()).toBe(401);
});
