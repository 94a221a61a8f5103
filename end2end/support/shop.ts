import { expect, type Locator, type Page } from '@playwright/test';
import { visit } from './test';

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
export async function signIn(page: Page, person: { email: string } = people.owner): Promise<void> {
  await visit(page, '/sign-in');
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

/** A day from now, as a date field takes it. */
export function inDays(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000);
  return day.toISOString().slice(0, 10);
}
