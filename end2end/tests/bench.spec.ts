// The bench: from an order at capture over the queue to the journal.
import type { Locator, Page } from '@playwright/test';
import { inDays } from '../support/days';
import { chooseCustomer, describePiece, expectState, people, step } from '../support/shop';
import { expect, expectAxeClean, expectNoSidewaysScroll, test, visit } from '../support/test';

const tablet = { width: 1180, height: 820 };
const phone = { width: 390, height: 844 };

// What is refused says so with its status, too.
test.use({ viewport: tablet, signedInAs: people.manager, allowedConsole: /status of 422/ });
// Two people and every screen of the bench: that takes a while.
test.describe.configure({ timeout: 150_000 });

/** Opens what a button of the page asks. */
async function ask(page: Page, button: string): Promise<Locator> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Chooses the entry that begins with these words, whatever figures follow. */
async function choose(field: Locator, words: string): Promise<void> {
  const entry = field.locator('option', { hasText: words });
  await field.selectOption((await entry.first().getAttribute('value')) ?? '');
}

/** Takes an order for a piece that is engraved at our bench, with its deposit. */
async function takeOrder(page: Page, words: string): Promise<void> {
  await visit(page, '/orders/new');
  await chooseCustomer(page, '555-0142', 'Ana Duarte');
  const piece = await describePiece(page, words);
  await piece.getByLabel('Price of one').fill('900');
  const makes = piece.getByLabel('Who makes it');
  await makes.selectOption({ label: 'Our bench: Engraving, 0.75 h' });
  // The day comes with its reason.
  const hint = page.getByText(/^Proposed: .*0\.75 h of bench work\. .* has .* free on .*; 1 day to check\.$/);
  await expect(hint).toBeVisible();
  await expectAxeClean(page);
  await page.getByRole('button', { name: 'Take payment and order' }).click();
  await expectState(page, 'To order');
}

test('a piece is made: promised, worked on, finished, and in the books', async ({ page, tablet: open }) => {
  await takeOrder(page, 'Locket with a monogram');
  const order = page.url();
  // One way covers the line: the others are not offered.
  await expect(page.getByRole('button', { name: 'Order from vendor' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Take from stock' })).toHaveCount(0);
  const job = page.getByRole('link', { name: /^JB-\d+$/ });
  const number = (await job.textContent()) ?? '';
  await step(page, 'Make it at the bench');
  await expectState(page, 'At the bench');
  await expectAxeClean(page);

  const bench = await open(people.jeweler, { viewport: tablet });
  await visit(bench, '/bench');
  const waiting = bench.getByRole('listitem').filter({ hasText: number });
  await expect(waiting).toContainText('Locket with a monogram');
  await expectAxeClean(bench);
  await waiting.getByRole('button', { name: 'Start' }).click();
  await expect(waiting.getByText('In work')).toBeVisible();

  await waiting.getByRole('link', { name: 'Locket with a monogram' }).click();
  await expect(bench.getByRole('heading', { level: 1, name: new RegExp(number) })).toBeVisible();
  await expectAxeClean(bench);
  // More than there is, and less than nothing, are said beside the field; nothing is lost.
  const issue = await ask(bench, 'Issue metal');
  await choose(issue.getByLabel('Metal or findings'), 'Casting grain');
  await choose(issue.getByLabel('Taken from'), 'Safe');
  await issue.getByLabel('How much').fill('99999');
  await issue.getByRole('button', { name: 'Issue', exact: true }).click();
  await expect(issue.getByText(/^There are only .* g here\.$/)).toBeVisible();
  await expectAxeClean(bench);
  await issue.getByLabel('How much').fill('-2');
  await issue.getByRole('button', { name: 'Issue', exact: true }).click();
  await expect(issue.getByText("A quantity can't be below zero.")).toBeVisible();
  await issue.getByLabel('How much').fill('2.5');
  await issue.getByRole('button', { name: 'Issue', exact: true }).click();
  await expect(issue).toBeHidden();
  await expect(bench.getByText('2.5 g', { exact: true })).toBeVisible();

  const done = await ask(bench, 'Done');
  await done.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(done.getByText('Enter how long it took.')).toBeVisible();
  await done.getByRole('button', { name: '+ ½ h' }).click();
  await done.getByRole('button', { name: '+ ¼ h' }).click();
  await expect(done.getByLabel('Hours since it was started')).toHaveValue('0.75');
  await expectAxeClean(bench);
  await done.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(done).toBeHidden();

  const finish = await ask(bench, 'Finish job');
  await finish.getByLabel('Weight of the piece').fill('2.4');
  await finish.getByLabel(/^Lost of Casting grain/).fill('3');
  await finish.getByRole('button', { name: 'Finish', exact: true }).click();
  await expect(finish.getByText('Only 2.5 g of it is in the job.')).toBeVisible();
  await expectAxeClean(bench);
  await finish.getByLabel(/^Lost of Casting grain/).fill('0.1');
  await finish.getByRole('button', { name: 'Finish', exact: true }).click();
  await expect(finish).toBeHidden();
  await expectState(bench, 'Finished');
  // A jeweler sees no cost.
  await expect(bench.getByText('The piece costs')).toHaveCount(0);
  await bench.getByRole('link', { name: 'Bench ticket' }).click();
  await expect(bench.getByRole('heading', { level: 1, name: 'Bench ticket' })).toBeVisible();
  await expect(bench.locator('.barcode')).toContainText(number);
  await expectAxeClean(bench);

  // The order moved on by itself, on the other tablet, too.
  await expectState(page, 'Received');
  await visit(page, order);
  await page.getByRole('link', { name: number }).click();
  await expect(page.getByText('The piece costs')).toBeVisible();
  await expectAxeClean(page);

  await visit(page, '/journal');
  for (const entry of ['Issued to the bench', 'Bench labour', 'Metal lost in work', 'Finished at the bench']) {
    await expect(page.locator('.journal-kind', { hasText: entry }).first()).toBeVisible();
  }
});

test('a line is planned on its order, and cancelling gives back what was issued', async ({ page }) => {
  await visit(page, '/orders/new');
  await chooseCustomer(page, '555-0142', 'Ana Duarte');
  const piece = await describePiece(page, 'Anklet, to be soldered');
  await piece.getByLabel('Price of one').fill('300');
  await page.getByRole('button', { name: 'Take payment and order' }).click();
  await expectState(page, 'To order');
  const plan = await ask(page, 'Make at the bench');
  await plan.getByRole('button', { name: 'Plan the work' }).click();
  await expect(plan.getByText('Choose the kind of work.')).toBeVisible();
  await plan.getByLabel('Kind of work').selectOption({ label: 'Chain repair, 0.75 h' });
  await expect(plan.getByText(/^Empty takes .* bench work/)).toBeVisible();
  await expectAxeClean(page);
  await plan.getByRole('button', { name: 'Plan the work' }).click();
  await expect(plan).toBeHidden();
  await expect(page.getByRole('button', { name: 'Order from vendor' })).toHaveCount(0);
  await step(page, 'Make it at the bench');
  await expectState(page, 'At the bench');

  const cancel = await ask(page, 'Cancel order');
  await expect(cancel.getByText('What becomes of the work at the bench')).toBeVisible();
  await cancel.getByLabel('Why is it cancelled?').fill('Changed her mind');
  await expectAxeClean(page);
  await cancel.getByRole('button', { name: 'Cancel order' }).click();
  await expectState(page, 'Cancelled');
});

test('work for stock becomes a piece of stock', async ({ page }) => {
  await visit(page, '/bench/shop');
  const plan = await ask(page, 'Work for stock');
  await plan.getByLabel('What is made').fill('Hoops for the window');
  await plan.getByLabel('Kind of work').selectOption({ label: 'Engraving, 0.75 h' });
  await plan.getByRole('combobox', { name: /^Jeweler/ }).selectOption({ label: people.manager.name });
  await plan.getByLabel('Rush: it goes first').check();
  await plan.getByLabel('To be finished by').fill(inDays(-1));
  await plan.getByRole('button', { name: 'Plan the work' }).click();
  await expect(plan.getByText('This date is in the past.')).toBeVisible();
  await plan.getByLabel('To be finished by').fill(inDays(5));
  await plan.getByRole('button', { name: 'Plan the work' }).click();
  await expect(plan).toBeHidden();
  const column = page.getByRole('region', { name: people.manager.name });
  const card = column.getByRole('link', { name: /Hoops for the window/ });
  await expect(card).toContainText('Rush');
  await expectAxeClean(page);
  await card.click();

  await page.getByRole('button', { name: 'Start' }).click();
  const done = await ask(page, 'Done');
  await done.getByRole('button', { name: '+ 1 h' }).click();
  await done.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(done).toBeHidden();
  const finish = await ask(page, 'Finish job');
  await finish.getByRole('button', { name: 'Finish', exact: true }).click();
  await expect(finish.getByText('Say where it is put.')).toBeVisible();
  await finish.getByLabel('Where the piece is put').selectOption({ label: 'Safe' });
  await finish.getByRole('button', { name: 'Finish', exact: true }).click();
  await expectState(page, 'Finished');
  await page.getByRole('link', { name: /^P\d+$/ }).click();
  await expect(page.getByText('Hoops for the window').first()).toBeVisible();
  await expect(page.getByText(/^Made at the bench, now in Safe/)).toBeVisible();
});

test('managers say who works when, and how work is done', async ({ page }) => {
  await visit(page, '/bench/capacity');
  await expect(page.getByRole('table', { name: 'Free hours by day' })).toBeVisible();
  await expectAxeClean(page);
  const jeweler = page.getByRole('listitem').filter({ hasText: people.jeweler.name });
  await jeweler.getByRole('button', { name: 'Change hours' }).click();
  const hours = page.getByRole('dialog');
  await hours.getByLabel('Saturday').fill('25');
  await hours.getByRole('button', { name: 'Keep the hours' }).click();
  await expect(hours.getByText('A day has 24 hours.')).toBeVisible();
  await hours.getByLabel('Saturday').fill('2.5');
  await expectAxeClean(page);
  await hours.getByRole('button', { name: 'Keep the hours' }).click();
  await expect(hours).toBeHidden();
  await expect(jeweler).toContainText('32.5 h a week');

  await page.getByRole('link', { name: 'Routes' }).click();
  const add = await ask(page, 'Add a kind of work');
  await add.getByLabel('Kind of work').fill('Pearl restringing');
  await add.getByRole('button', { name: 'Keep it' }).click();
  await expect(add.getByText('Add at least one step.')).toBeVisible();
  await add.getByRole('button', { name: 'Add a step' }).click();
  await add.getByLabel('Step 1').selectOption({ label: 'Chain repair' });
  await add.getByLabel('Hours').fill('1.1');
  await add.getByRole('button', { name: 'Keep it' }).click();
  await expect(add.getByText(/^Enter quarters of an hour/)).toBeVisible();
  await add.getByLabel('Hours').fill('1.25');
  await expectAxeClean(page);
  await add.getByRole('button', { name: 'Keep it' }).click();
  await expect(add).toBeHidden();
  await expect(page.getByText('Chain repair 1.25 h')).toBeVisible();
  await expectAxeClean(page);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`on a phone, ${colorScheme}`, () => {
    test.use({ viewport: phone, colorScheme });

    test('every screen of the bench can be read and used', async ({ page }) => {
      for (const path of ['/bench', '/bench/shop', '/bench/capacity', '/bench/routes']) {
        await visit(page, path);
        await expect(page.locator('.tabs')).toBeVisible();
        await expectNoSidewaysScroll(page);
        await expectAxeClean(page);
      }
      await visit(page, '/bench/shop');
      await page.locator('.kanban-card').first().click();
      await expect(page.getByRole('link', { name: 'Bench ticket' })).toBeVisible();
      await expectNoSidewaysScroll(page);
      await expectAxeClean(page);
    });
  });
}
