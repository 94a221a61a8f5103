// What customers were told, and hearing on one tablet what happens on another.
import { expectState, people, step } from '../support/shop';
import { expect, expectAxeClean, test, visit } from '../support/test';

test('nobody listens without signing in', async ({ request }) => {
  expect((await request.get('/api/live')).status()).toBe(401);
});

test.describe('for those who sell', () => {
  test.use({ signedInAs: people.sales });

  test('messages are listed, read and sent again', async ({ page, api }) => {
    const order = await api.takeOrder(await api.newCustomer(`Letter ${Date.now()}`));
    await visit(page, '/messages?status=not_sent');
    await expectAxeClean(page);
    const row = page.getByRole('row').filter({ hasText: order.number });
    await expect(async () => {
      await visit(page, '/messages?status=not_sent');
      await expect(row).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await row.getByRole('button').first().click();
    const dialog = page.getByRole('dialog', { name: 'Message' });
    await expect(dialog.getByText(/\/track\/[\w-]{43}/)).toBeVisible();
    await expectAxeClean(page);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await row.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByText('The message is on its way.')).toBeVisible();
  });

  test('a status without messages says so', async ({ page }) => {
    await visit(page, '/messages?status=sent');
    await expect(page.getByText('No messages')).toBeVisible();
    await expectAxeClean(page);
  });

  test('what happens on one tablet shows on another', async ({ page, api, tablet }) => {
    const order = await api.takeOrder(await api.newCustomer(`Seen ${Date.now()}`));
    await visit(page, `/orders/${order.id}`);
    const other = await tablet(people.manager);
    await visit(other, `/orders/${order.id}`);
    await step(other, 'Put on hold', async (dialog) => {
      await dialog.getByRole('textbox').fill('The customer is travelling');
    });
    await expectState(page, 'On hold · To order');
    await step(other, 'Resume');
    await expectState(page, 'To order');
  });
});
