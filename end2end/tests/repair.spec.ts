// Repairs at the tablet: from take-in to pick-up, one that is declined, and the price book.
import type { Locator, Page } from '@playwright/test';
import { chooseCustomer, expectState, figure, people, sign, step } from '../support/shop';
import { expect, expectAxeClean, expectNoSidewaysScroll, test, visit } from '../support/test';

const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

const pad = (within: Page | Locator) => within.getByRole('img', { name: /^Signature/ }).first();

/** Signs by name: what counts is that somebody did. */
async function signByName(within: Page | Locator, name: string): Promise<void> {
  await within.getByRole('button', { name: 'Type the name instead' }).click();
  await within.getByRole('textbox', { name: 'Signature' }).fill(name);
}

/** Picks a task of the price book for a piece. */
async function pickTask(within: Page | Locator, typed: string, name: string): Promise<void> {
  await within.getByRole('combobox', { name: 'What is done' }).pressSequentially(typed);
  await within.getByRole('option', { name: new RegExp(`^${name}`) }).click();
  await expect(within.locator('.repair-task', { hasText: name }).first()).toBeVisible();
}

/** Takes in a ring of a customer's, with one task. */
async function takeIn(
  page: Page,
  price: string,
  task: [string, string],
  begun = false,
): Promise<string> {
  if (!begun) await visit(page, '/repairs/new');
  await chooseCustomer(page, '555-0142', 'Ana Duarte');
  await pickTask(page, task[0], task[1]);
  await page.getByRole('checkbox', { name: 'Worn prongs' }).check();
  await page.getByRole('radio', { name: price }).check();
  await signByName(page, 'Ana Duarte');
  await page.getByRole('button', { name: 'Take in', exact: true }).click();
  const heading = page.getByRole('heading', { level: 1, name: /^RP-\d+ · Ana Duarte/ });
  await expect(heading).toBeVisible();
  return (await heading.innerText()).split(' ')[0] ?? '';
}

test.describe('a repair', () => {
  test.use({ signedInAs: people.manager });

  test('goes from take-in to pick-up', async ({ page }) => {
    await visit(page, '/repairs/new');
    await expectAxeClean(page);
    await page.getByRole('button', { name: 'Take in', exact: true }).click();
    await expect(page.getByRole('combobox', { name: 'Customer' })).toHaveAccessibleDescription(
      /Choose the customer/,
    );

    const number = await takeIn(page, 'Estimate', ['retip', 'Retip a prong']);
    await expectState(page, 'Taken in');
    await expect(page.getByText('An estimate: not approved yet.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Take a payment' })).toHaveCount(0);
    await expectAxeClean(page);
    await expectNoSidewaysScroll(page);

    await step(page, 'Assess', async (dialog) => {
      await dialog.getByRole('combobox', { name: 'Metal' }).selectOption({ label: '18K yellow' });
      await dialog.getByRole('checkbox', { name: 'The metal was tested' }).check();
      await expectAxeClean(page);
    });
    await expectState(page, 'Assessed');
    await expect(page.getByText('Ring, 18K yellow').first()).toBeVisible();

    await step(page, 'Quote the work', async (dialog) => {
      await expect(dialog.locator('.repair-task', { hasText: 'Retip a prong' })).toBeVisible();
      await pickTask(dialog, 'polish and', 'Polish and clean');
      await expectAxeClean(page);
    });
    await expectState(page, 'Waiting for approval');
    await step(page, 'Customer accepts the quote', async (dialog) => {
      await dialog.getByRole('checkbox', { name: 'They said so by phone' }).check();
    });
    await expectState(page, 'Approved');
    await expect(page.getByText(/Ana Duarte approved .* By phone, noted by Marcus Hudson/)).toBeVisible();

    await step(page, 'Already finished');
    await expectState(page, 'Ready');
    await page.getByRole('button', { name: 'Take a payment' }).click();
    await page.getByRole('button', { name: 'Record payment' }).click();
    await expect(figure(page, 'Owed')).toHaveText('$0.00');
    await step(page, 'Hand over', async (dialog) => {
      await sign(page, pad(dialog));
    });
    await expectState(page, 'Closed');
    await page.getByRole('link', { name: 'Put it right' }).click();
    await expect(page.getByText(`Puts ${number} right`)).toBeVisible();
    await pickTask(page, 'retip', 'Retip a prong');
    await expect(figure(page, 'Total')).toHaveText('$0.00');
    await visit(page, '/orders?kind=repair');
    await expect(page.getByRole('link', { name: number })).toBeVisible();
    await expectAxeClean(page);
  });

  test('that is declined goes back as it came', async ({ page }) => {
    await takeIn(page, 'Estimate', ['half', 'Half shank']);
    await step(page, 'Customer declines', async (dialog) => {
      await dialog.getByLabel('Why is the work not wanted?').fill('Too dear');
    });
    await expectState(page, 'Declined');
    await step(page, 'Hand back unrepaired', async (dialog) => {
      await sign(page, pad(dialog));
    });
    await expectState(page, 'Closed');
  });

  test('at a firm price is approved by its signature, and has its papers', async ({ page }) => {
    await visit(page, '/repairs/new');
    await page.getByLabel('Add photos').setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: dot });
    await expect(page.getByRole('img', { name: 'Photo 1' })).toBeVisible();
    const number = await takeIn(page, 'Firm price', ['chain', 'Shorten a chain'], true);
    await expect(page.getByRole('img', { name: 'Ring, photo 1' })).toBeVisible();
    await expectState(page, 'Approved');
    await expect(page.getByText(/approved .* Signed at take-in/)).toBeVisible();
    await page.getByRole('link', { name: 'Claim check' }).click();
    await expect(page.getByRole('heading', { name: 'Claim check' })).toBeVisible();
    await expect(page.getByText(number).first()).toBeVisible();
    await page.goBack();
    await page.getByRole('link', { name: 'Counter copy' }).click();
    await expect(page.getByText('Worn prongs')).toBeVisible();
    await expectAxeClean(page);
  });

  test('is priced from a book that managers keep', async ({ page }) => {
    await visit(page, '/repairs/prices');
    await expectAxeClean(page);
    await page.getByRole('button', { name: 'Add a task' }).click();
    const dialog = page.getByRole('dialog');
    const name = `Rebuild a hinge ${Date.now()}`;
    await dialog.getByLabel('What is done').fill(name);
    await dialog.getByLabel('Labour').fill('90');
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await expect(dialog.getByLabel('At the bench')).toHaveAccessibleDescription(/Enter hours/);
    await dialog.getByLabel('At the bench').fill('1.5');
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('$90.00');
  });
});
