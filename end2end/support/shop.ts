import { expect, type Locator, type Page } from '@playwright/test';
import { visit } from './page';

/** Somebody of the demo shop. */
export type Person = { name: string; email: string; pin: string };

/** The demo shop's stores: the first has orders, the second none. */
export const stores = { first: 'Hudson & Vale', second: 'Hudson & Vale Hoboken' };

/** The demo shop's people. */
export const password = 'gold-and-garnets';
export const people = {
  owner: { name: 'Helen Vale', email: 'helen@hudsonvale.example', pin: '2580' },
  manager: { name: 'Marcus Hudson', email: 'marcus@hudsonvale.example', pin: '1470' },
  sales: { name: 'Priya Raman', email: 'priya@hudsonvale.example', pin: '3691' },
  jeweler: { name: 'Tomás Ferreira', email: 'tomas@hudsonvale.example', pin: '7412' },
  bookkeeper: { name: 'Grace Lindqvist', email: 'grace@hudsonvale.example', pin: '8520' },
};

/** Signs in on a new device, says that it is the person's own store's, and waits for the board. */
export async function signIn(page: Page, person: Person = people.owner): Promise<void> {
  await visit(page, '/sign-in');
  await enter(page, person);
}

/** Fills in what the sign-in asks for, and waits for the board. */
export async function enter(page: Page, person: Person): Promise<void> {
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Board' })).toBeVisible();
}

/** Draws a line on the pad, as a finger would. */
export async function sign(page: Page, pad: Locator): Promise<void> {
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('the signature pad is not on the screen');
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...at(0.2, 0.6));
  await page.mouse.down();
  await page.mouse.move(...at(0.4, 0.3));
  await page.mouse.move(...at(0.6, 0.7));
  await page.mouse.move(...at(0.8, 0.4));
  await page.mouse.up();
}

/** Takes the step that a dialog asks for, once its fields are filled. */
export async function step(page: Page, action: string, fill?: (dialog: Locator) => Promise<void>) {
  await page.getByRole('button', { name: action, exact: true }).first().click();
  if (!fill) return;
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByRole('button', { name: action, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** Waits until the head of an order's page says where it stands. */
export async function expectState(page: Page, state: string): Promise<void> {
  await expect(page.locator('.page-meta').getByText(state, { exact: true })).toBeVisible();
}

/** A figure of a panel, by its word: what stands beside “Owed”. */
export function figure(within: Page | Locator, word: string): Locator {
  return within.locator('dt', { hasText: new RegExp(`^${word}$`) }).locator('xpath=../dd');
}

/** Finds a customer while one types, and takes them. */
export async function chooseCustomer(page: Page, typed: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Customer' }).pressSequentially(typed);
  await page.getByRole('option', { name: new RegExp(`^${name}`) }).click();
  await expect(page.getByRole('group', { name: 'Customer' })).toContainText(name);
}

/** Adds a piece that is not in the catalogue, and returns its fields. */
export async function describePiece(page: Page, words: string): Promise<Locator> {
  const pieces = page.getByRole('group', { name: /^Piece \d/ });
  const before = await pieces.count();
  await page.getByRole('combobox', { name: /^(Find a style|Add another piece)$/ }).fill(words);
  await page.getByRole('option', { name: /^Not in the catalogue/ }).click();
  const piece = pieces.nth(before);
  await expect(piece.getByLabel('Description')).toHaveValue(words);
  return piece;
}
