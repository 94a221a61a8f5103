// A custom piece at the tablet: from the inquiry to the close, with changes and a change order.
import type { Locator, Page } from '@playwright/test';
import { chooseCustomer, expectState, figure, people, sign, step } from '../support/shop';
import { expect, expectAxeClean, expectNoSidewaysScroll, test, visit } from '../support/test';

const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const picture = { name: 'ring.png', mimeType: 'image/png', buffer: dot };
const model = {
  name: 'ring.stl',
  mimeType: 'model/stl',
  buffer: Buffer.from('solid ring\n facet normal 0 0 1\n  outer loop\n'),
};
const pad = (within: Page | Locator) => within.getByRole('img', { name: /^Signature/ }).first();
const state = (page: Page, name: string) => expectState(page, name);

/** Goes to the atelier of the order on the screen. */
async function toAtelier(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Wish, estimate, design' }).click();
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}\/custom$/);
  await expect(page.getByRole('heading', { name: 'Estimate', exact: true })).toBeVisible();
}

/** Goes back from there to the order. */
async function toOrder(page: Page, number: string): Promise<void> {
  await page.getByRole('link', { name: number }).click();
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(`^${number}`) })).toBeVisible();
}

/** Shows a round of the design. */
async function showRound(page: Page, note: string, file: typeof picture): Promise<void> {
  await page.getByRole('button', { name: 'Show a design' }).click();
  const dialog = page.getByRole('dialog', { name: 'Show a design' });
  await dialog.getByLabel('Add files').setInputFiles(file);
  await expect(dialog.getByText(file.name).first()).toBeVisible();
  await expect(dialog.getByRole('button', { name: `Remove ${file.name}` })).toBeVisible();
  await dialog.getByLabel('What is new in it').fill(note);
  await dialog.getByRole('button', { name: 'Show it' }).click();
  await expect(dialog).toBeHidden();
}

/** Takes all that is asked for now. */
async function pay(page: Page, amount: string): Promise<void> {
  await page.getByRole('button', { name: 'Take a payment' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Amount').fill(amount);
  await dialog.getByRole('button', { name: 'Record payment' }).click();
  await expect(dialog).toBeHidden();
}

/** Does every step of the job on the screen, and finishes it. */
async function workOff(page: Page): Promise<void> {
  const start = page.getByRole('button', { name: 'Start', exact: true });
  const finish = page.getByRole('button', { name: 'Finish job', exact: true });
  await expect(start.or(finish).first()).toBeVisible();
  while ((await start.count()) > 0) {
    await start.click();
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    const done = page.getByRole('dialog');
    await done.getByRole('button', { name: '+ 1 h' }).click();
    await done.getByRole('button', { name: 'Done', exact: true }).click();
    await expect(done).toBeHidden();
    await expect(start.or(finish).first()).toBeVisible();
  }
  await finish.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Finish', exact: true }).click();
  await expectState(page, 'Finished');
}

test.describe('a custom piece', () => {
  // A file that is refused says so with its status, too.
  test.use({ signedInAs: people.manager, allowedConsole: /status of 422/ });
  test.describe.configure({ timeout: 150_000 });

  test('goes from an inquiry to its close, with changes and a change order', async ({ page }) => {
    await visit(page, '/custom/new');
    await expectAxeClean(page);
    await page.getByRole('button', { name: 'Write it down' }).click();
    await expect(page.getByRole('combobox', { name: 'Customer' })).toHaveAccessibleDescription(
      /Choose the customer/,
    );
    await chooseCustomer(page, '555-0142', 'Ana Duarte');
    await page.getByLabel('What is it about?').fill('Engagement ring');
    await page.getByLabel('Add photos').setInputFiles(picture);
    await expect(page.getByRole('img', { name: 'Picture 1' })).toBeVisible();
    await page.getByLabel('What they have in mind').fill('Low, and round');
    await page.getByRole('button', { name: 'Write it down' }).click();
    const heading = page.getByRole('heading', { level: 1, name: /^CU-\d+ · Ana Duarte/ });
    await expect(heading).toBeVisible();
    const number = (await heading.innerText()).split(' ')[0] ?? '';
    await state(page, 'Inquiry');
    await expectAxeClean(page);
    await step(page, 'Start the consultation');
    await state(page, 'Consultation');

    // The estimate: every part is reckoned as it is typed.
    await toAtelier(page);
    await expectAxeClean(page);
    await page.getByRole('button', { name: 'Write an estimate' }).click();
    const estimate = page.getByRole('dialog', { name: 'Send an estimate' });
    await estimate.getByLabel('What is made').fill('Oval ring, four prongs');
    await estimate.getByLabel('Metal', { exact: true }).selectOption({ label: '14K white' });
    await estimate.getByRole('button', { name: 'Send an estimate' }).click();
    await expect(estimate.getByLabel('Whose price')).toHaveAccessibleDescription(/whose price it is/);
    await estimate.getByLabel('Weight').fill('6.2');
    await estimate.getByLabel('Price of a troy ounce').fill('2650');
    await estimate.getByLabel('Whose price').fill('Kitco');
    await estimate.getByLabel('Casting').fill('45');
    await estimate.getByRole('button', { name: 'Add stones' }).click();
    await estimate.getByLabel('Stones', { exact: true }).fill('Lab-grown diamond, oval');
    await estimate.getByLabel('Each costs').fill('900');
    await estimate.getByLabel('Setting each').fill('60');
    await estimate.getByLabel('Labour').fill('280');
    // 324.47 + 45 + 900 + 60 + 280, and the keystone.
    await expect(estimate.getByText('$1,609.47').first()).toBeVisible();
    await expect(estimate.getByText('$3,218.94').first()).toBeVisible();
    await expectAxeClean(page);
    await estimate.getByRole('button', { name: 'Send an estimate' }).click();
    await expect(estimate).toBeHidden();
    await expect(page.getByText('$2,650.00 an ounce, Kitco')).toBeVisible();
    await expectNoSidewaysScroll(page);

    await toOrder(page, number);
    await state(page, 'Estimate sent');
    await step(page, 'Customer accepts the quote', async (dialog) => {
      await dialog.getByRole('checkbox', { name: 'They said so by phone' }).check();
    });
    await state(page, 'Design deposit due');
    await pay(page, '350');
    await state(page, 'Design');

    // The customer's own stone comes in, and two rounds are shown.
    await toAtelier(page);
    await page.getByRole('button', { name: 'Take in', exact: true }).click();
    const goods = page.getByRole('dialog', { name: 'Take in stones or metal' });
    await goods.getByLabel('What anybody sees').fill('White stone, round');
    await goods.getByLabel('Declared value').fill('800');
    await sign(page, pad(goods));
    await goods.getByRole('button', { name: 'Take it in' }).click();
    await expect(goods).toBeHidden();
    await expect(page.getByText('White stone, round')).toBeVisible();
    await page.getByRole('button', { name: 'Show a design' }).click();
    const empty = page.getByRole('dialog', { name: 'Show a design' });
    await empty.getByLabel('Add files').setInputFiles({
      name: 'page.html',
      mimeType: 'text/html',
      buffer: Buffer.from('<html>'),
    });
    await expect(empty.getByText(/page\.html: Choose an STL/)).toBeVisible();
    await empty.getByRole('button', { name: 'Go back' }).click();
    await showRound(page, 'First thoughts', picture);
    await expect(page.getByRole('article', { name: 'Round 1' })).toContainText('First thoughts');
    await toOrder(page, number);
    await state(page, 'Awaiting approval');
    await step(page, 'Customer wants changes', async (dialog) => {
      await dialog.getByLabel('What is to be changed?').fill('A thinner band');
    });
    await state(page, 'Changes requested');
    await toAtelier(page);
    await expect(page.getByText('A thinner band')).toBeVisible();
    await showRound(page, 'Thinner', model);
    await expect(page.getByRole('article', { name: 'Round 2' })).toContainText('ring.stl');
    await page.getByLabel('Beside the newest').selectOption({ label: 'Round 1' });
    await expect(page.getByRole('article')).toHaveCount(2);
    await expectAxeClean(page);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: /ring\.stl/ }).click();
    expect((await download).suggestedFilename()).toBe('ring.stl');

    await toOrder(page, number);
    await step(page, 'Customer approves', async (dialog) => {
      await sign(page, pad(dialog));
    });
    await state(page, 'Approved');
    await expect(page.getByText('Approved as it stands')).toBeVisible();

    // A change order is approved anew.
    await toAtelier(page);
    await page.getByRole('button', { name: 'Change order' }).click();
    const change = page.getByRole('dialog', { name: 'Change order' });
    await change.getByLabel('Each costs').fill('1000');
    await change.getByRole('button', { name: 'Change order' }).click();
    await expect(change.getByLabel('What is changed, and why?')).toHaveAccessibleDescription(
      /Say what is changed/,
    );
    await change.getByLabel('What is changed, and why?').fill('A larger stone');
    await change.getByRole('button', { name: 'Change order' }).click();
    await expect(change).toBeHidden();
    await expect(page.getByText('Not approved as it stands')).toBeVisible();
    await expect(page.getByText('All 2 estimates')).toBeVisible();
    await toOrder(page, number);
    await state(page, 'Awaiting approval');
    await step(page, 'Customer approves', async (dialog) => {
      await dialog.getByRole('checkbox', { name: 'They said so by phone' }).check();
    });
    await state(page, 'Approved');

    // Production waits for its deposit.
    await expect(page.getByText(/of the deposit is still to be paid/).first()).toBeVisible();
    await pay(page, '2000');
    await step(page, 'Start work', async (dialog) => {
      await expect(dialog.getByLabel('How it is made')).toBeVisible();
    });
    await state(page, 'In production');
    await step(page, 'Have it tried on');
    await state(page, 'Try-on');
    await step(page, 'It was tried on', async (dialog) => {
      await dialog.getByLabel('What came of it?').fill('Fits');
    });
    await state(page, 'In production');

    // What the customer left is in the piece; the bench does its steps, one after the other.
    await toAtelier(page);
    await page.getByRole('button', { name: 'It is in the piece' }).click();
    await expect(page.getByText('In the piece')).toBeVisible();
    await toOrder(page, number);
    await page.getByRole('link', { name: /^JB-\d+$/ }).click();
    await expect(page).toHaveURL(/\/bench\/jobs\//);
    await workOff(page);
    await page.goBack();
    await state(page, 'Quality check');
    await step(page, 'Passes the check');
    await state(page, 'Final photos');
    await expect(page.getByText('Take photos of the finished piece first.')).toBeVisible();
    await toAtelier(page);
    await page.getByLabel('Add photos').setInputFiles(picture);
    await expect(page.getByRole('img', { name: 'Finished piece 1' })).toBeVisible();
    await toOrder(page, number);
    await step(page, 'Final photos are taken');
    await state(page, 'Ready');
    await page.getByRole('button', { name: 'Take a payment' }).click();
    await page.getByRole('button', { name: 'Record payment' }).click();
    await expect(figure(page, 'Owed')).toHaveText('$0.00');
    await step(page, 'Hand over', async (dialog) => {
      await sign(page, pad(dialog));
    });
    await state(page, 'Closed');
    await toAtelier(page);
    await expect(page.getByText(/12 months from the hand-over, until/)).toBeVisible();
    await expectAxeClean(page);
  });

  test('is cancelled in design, and its design fee is kept', async ({ page }) => {
    await visit(page, '/custom/new');
    await chooseCustomer(page, '555-0142', 'Ana Duarte');
    await page.getByLabel('What is it about?').fill('A brooch');
    await page.getByRole('button', { name: 'Write it down' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^CU-/ })).toBeVisible();
    const order = new URL(page.url()).pathname;
    await toAtelier(page);
    await page.getByRole('button', { name: 'Write an estimate' }).click();
    const estimate = page.getByRole('dialog', { name: 'Send an estimate' });
    await estimate.getByLabel('Labour').fill('800');
    await estimate.getByRole('button', { name: 'Send an estimate' }).click();
    await expect(estimate).toBeHidden();
    await visit(page, order);
    await step(page, 'Customer accepts the quote', async (dialog) => {
      await dialog.getByRole('checkbox', { name: 'They said so by phone' }).check();
    });
    await pay(page, '500');
    await state(page, 'Design');
    await step(page, 'Cancel order', async (dialog) => {
      await expect(dialog.getByText('$350.00 of the deposit is kept.')).toBeVisible();
      await expect(dialog.getByText('$150.00 goes back the way it came.')).toBeVisible();
      await dialog.getByLabel('Why is it cancelled?').fill('Too dear');
    });
    await state(page, 'Cancelled');
    await expect(figure(page, 'Owed')).toHaveText('$0.00');
  });

  test('is made on terms that managers keep', async ({ page }) => {
    await visit(page, '/custom/terms');
    await expectAxeClean(page);
    await page.getByRole('button', { name: 'Change the terms' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Kept if cancelled in design').fill('400');
    await dialog.getByRole('button', { name: 'Keep them' }).click();
    await expect(dialog.getByLabel('Kept if cancelled in design')).toHaveAccessibleDescription(
      /No more can be kept/,
    );
    await dialog.getByLabel('Kept if cancelled in design').fill('350');
    await dialog.getByLabel('Usually ready in').fill('45');
    await dialog.getByRole('button', { name: 'Keep them' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('45 working days')).toBeVisible();
  });
});
