// Who is at the tablet: signing in, locking, switching person, and the people and customers.
import type { Page } from '@playwright/test';
import { password, people, signIn } from '../support/shop';
import { expect, expectAxeClean, hydrated, test, visit } from '../support/test';

async function typePin(page: Page, pin: string): Promise<void> {
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click();
}

async function lock(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Switch person' }).first().click();
  // The cover is there before the server has heard of it.
  const locked = page.waitForResponse('**/lock');
  await page.getByRole('button', { name: 'Lock instead' }).click();
  await locked;
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
}

test.describe('signing in', () => {
  test('leads to where one was going, and asks a new device for its store', async ({ page }) => {
    await visit(page, '/customers?q=ana');
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await expectAxeClean(page);
    await page.getByLabel('E-mail').fill(people.sales.email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('group', { name: 'Store' })).toBeVisible();
    await expectAxeClean(page);
    await page.getByText('Hudson & Vale Hoboken').click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page).toHaveURL(/\/customers\?q=ana$/);
    await expect(page.getByText('Hudson & Vale Hoboken').first()).toBeAttached();
  });

  test.describe('with a wrong password', () => {
    test.use({ allowedConsole: /422/ });

    test('says so beside the field and keeps the e-mail', async ({ page }) => {
      await visit(page, '/sign-in');
      await page.getByLabel('E-mail').fill('nobody@hudsonvale.example');
      await page.getByLabel('Password').fill('not the password');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByText('The e-mail address or the password is not right.')).toBeVisible();
      await expect(page.getByLabel('E-mail')).toHaveValue('nobody@hudsonvale.example');
      await expectAxeClean(page);
    });
  });

  test.describe('without scripts', () => {
    test.use({ javaScriptEnabled: false });

    test('works as a plain form', async ({ page }) => {
      await page.goto('/customers');
      await page.getByLabel('E-mail').fill(people.sales.email);
      await page.getByLabel('Password').fill('not the password');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByText('The e-mail address or the password is not right.')).toBeVisible();
      await expect(page.getByLabel('E-mail')).toHaveValue(people.sales.email);
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: 'Continue' }).click();
      await expect(page).toHaveURL(/\/customers$/);
    });
  });
});

test.describe('a shared tablet', () => {
  test.use({ allowedConsole: /422|423/ });

  test('is locked, and keeps what was typed for the same person', async ({ page }) => {
    await signIn(page, people.sales);
    await visit(page, '/customers');
    await page.getByRole('searchbox').fill('duar');
    await lock(page);
    await expectAxeClean(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
    await typePin(page, '1357');
    await expect(page.getByText('That PIN is not right.')).toBeVisible();
    await typePin(page, people.sales.pin);
    await expect(page.getByRole('heading', { name: 'Locked' })).toBeHidden();
    await expect(page.getByRole('searchbox')).toHaveValue('duar');
  });

  test('stays locked when the page is loaded again', async ({ page }) => {
    await signIn(page, people.sales);
    await lock(page);
    await visit(page, '/customers');
    await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
    await expect(page.getByText('Ana Duarte')).toHaveCount(0);
    await page.getByRole('button', { name: 'Use password' }).click();
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
  });

  test('goes to the next person by PIN, with what their role may see', async ({ page }) => {
    await signIn(page, people.owner);
    await page.getByRole('button', { name: 'Switch person' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Switch person' });
    await expect(dialog.getByText(people.jeweler.name)).toBeVisible();
    await expectAxeClean(page);
    await dialog.getByRole('button', { name: people.jeweler.name }).click();
    await expectAxeClean(page);
    const loaded = page.waitForEvent('load');
    await typePin(page, people.jeweler.pin);
    await loaded;
    await hydrated(page);
    await expect(page.getByText(people.jeweler.name).filter({ visible: true })).toBeVisible();
    await expect(page.getByRole('link', { name: 'People' })).toHaveCount(0);
  });

  test('is left by signing out', async ({ page }) => {
    await signIn(page, people.sales);
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await page.goto('/');
    await expect(page).toHaveURL(/\/sign-in/);
  });
});

test.describe('the people of the house', () => {
  test('are taken on by an owner, who sees what is missing', async ({ page }) => {
    await signIn(page, people.owner);
    await visit(page, '/people');
    await expect(page.getByText(people.bookkeeper.email)).toBeVisible();
    await expectAxeClean(page);
    await page.getByRole('button', { name: 'Add person' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Mina Roth');
    await dialog.getByRole('button', { name: 'Add person' }).click();
    await expect(dialog.getByText('Choose a role.')).toBeVisible();
    await expectAxeClean(page);
    const email = `mina-${Date.now()}@hudsonvale.example`;
    await dialog.getByLabel('E-mail').fill(email);
    await dialog.getByLabel('Role').selectOption('jeweler');
    await dialog.getByLabel('Store').selectOption({ label: 'Hudson & Vale' });
    await dialog.getByLabel('Temporary password').fill('for the first day');
    await dialog.getByRole('button', { name: 'Add person' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText(email)).toBeVisible();
  });

  test('see and change their own account', async ({ page }) => {
    await signIn(page, people.bookkeeper);
    await page.getByRole('link', { name: people.bookkeeper.name }).first().click();
    await expect(page.getByText('Where you are signed in')).toBeVisible();
    await expect(page.getByText('This device')).toBeVisible();
    await expectAxeClean(page);
  });
});

test.describe('customers', () => {
  test.use({ signedInAs: people.sales });

  test('are found as one types, by any part of the phone number', async ({ page }) => {
    await visit(page, '/customers');
    await page.getByRole('searchbox').fill('555-0142');
    await expect(page).toHaveURL(/q=555-0142/);
    await expect(page.getByRole('link', { name: 'Ana Duarte' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Kenji Watanabe' })).toBeHidden();
    await expectAxeClean(page);
    await page.getByRole('link', { name: 'Ana Duarte' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Ana Duarte' })).toBeVisible();
    await expect(page.getByText('310 W 18th St')).toBeVisible();
    await expectAxeClean(page);
  });

  test('are added once: who is known is offered', async ({ page }) => {
    await visit(page, '/customers');
    await page.getByRole('button', { name: 'New customer' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Ana D.');
    await dialog.getByLabel('Phone').fill('212 555 0142');
    await dialog.getByRole('button', { name: 'Add customer' }).click();
    await expect(dialog.getByText('This phone number or e-mail address is known')).toBeVisible();
    await expectAxeClean(page);
    await dialog.getByRole('button', { name: /^Ana Duarte/ }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Ana Duarte' })).toBeVisible();
  });

  test('have addresses, which are checked', async ({ page }) => {
    await visit(page, '/customers?q=Marchetti');
    await page.getByRole('link', { name: 'Sofia Marchetti' }).click();
    await page.getByRole('button', { name: 'Add address' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Street').fill('5 Pineapple St');
    await dialog.getByLabel('City').fill('Brooklyn');
    await dialog.getByLabel('ZIP').fill('1120');
    await dialog.getByRole('button', { name: 'Save address' }).click();
    await expect(dialog.getByText('Enter a ZIP code')).toBeVisible();
    await dialog.getByLabel('ZIP').fill('11201');
    await dialog.getByRole('button', { name: 'Save address' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('5 Pineapple St')).toBeVisible();
  });
});
