// Who has what: scanning, handing over, finding again, customers' goods and photos.
import type { Locator, Page } from '@playwright/test';
import { cents, dollars, plain } from '../support/money';
import { chooseCustomer, expectState, people } from '../support/shop';
import { expect, expectAxeClean, expectNoSidewaysScroll, test, visit } from '../support/test';

const tablet = { width: 1180, height: 820 };
const phone = { width: 390, height: 844 };

test.use({ viewport: tablet, signedInAs: people.manager });

/** Types as a scanner does, wherever the cursor stands. */
async function scan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
}

const purpose = (page: Page, name: string) => page.getByRole('radio', { name });
const handedOver = (page: Page): Locator =>
  page.getByRole('list', { name: 'Handed over' }).getByRole('listitem');
const waiting = (page: Page): Locator =>
  page.getByRole('list', { name: 'Waiting' }).getByRole('listitem');

/** What a page says of where its thing is. */
const whereabouts = (page: Page): Locator =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: 'Where is it' }) });

/** Writes a ring of ours down, and stays on its page. */
async function addRing(page: Page, serial: string): Promise<void> {
  await visit(page, '/stock/new');
  await page.getByLabel('Name').fill(`Ring ${serial}`);
  await page.getByLabel('Serial').fill(serial);
  await page.getByLabel('Lies in').selectOption({ label: 'Safe' });
  await page.getByRole('textbox', { name: 'Cost' }).fill('410');
  await page.getByRole('button', { name: 'Add to stock' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Ring ${serial}` })).toBeVisible();
}

test.describe('a scan', () => {
  test.use({ signedInAs: people.sales });

  test('opens what it names, without a touch', async ({ page, api }) => {
    const order = await api.takeReadyOrder(await api.newCustomer('Nadia Okafor'));
    await visit(page, '/');
    await page.getByRole('link', { name: 'Scan', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Scan' })).toBeVisible();
    await expectAxeClean(page);
    for (const [code, address] of [
      ['p100001', /\/stock\/[0-9a-f-]{36}$/],
      ['2215877046', /\/stock\/[0-9a-f-]{36}$/],
      [order.number, new RegExp(`/orders/${order.id}$`)],
      [`${order.number}-1`, new RegExp(`/orders/${order.id}$`)],
      ['SAFE-1', /\/stock\?location=[0-9a-f-]{36}$/],
    ] as const) {
      await visit(page, '/scan');
      // Whatever was touched last, the scanner types into the box.
      await page.getByRole('heading', { level: 1 }).click();
      await scan(page, code);
      await expect(page).toHaveURL(address);
    }
    await visit(page, '/scan');
    await scan(page, 'NO-SUCH-THING');
    await expect(page.getByText('Nothing is called NO-SUCH-THING')).toBeVisible();
    await expectAxeClean(page);
    await expect(page.getByRole('textbox', { name: 'Code' })).toHaveValue('');
  });

  test('says where a thing is', async ({ page, api }) => {
    const order = await api.takeReadyOrder(await api.newCustomer('Ingrid Sole'));
    await visit(page, '/scan?do=find');
    await scan(page, `${order.number}-1`);
    await expect(page.getByText('Nobody has said yet')).toBeVisible();
    await scan(page, 'P100001');
    await expect(page.getByRole('list', { name: 'Last hand-overs' })).toBeVisible();
    await expectAxeClean(page);
    const ordered = await api.takeOrder(await api.newCustomer('Ivo Sole'));
    await scan(page, ordered.number);
    await expect(page.getByText(/nothing of it is in the house yet/)).toBeVisible();
  });
});

test('an envelope goes to the bench and back, and everybody sees it', async ({ page, api, tablet: open }) => {
  const order = await api.takeReadyOrder(await api.newCustomer('Lena Marsh'));
  const code = `${order.number}-1`;
  // Another tablet looks at the order all the while.
  const other = await open(people.sales, { viewport: phone, colorScheme: 'dark' });
  await visit(other, `/orders/${order.id}`);
  await expect(whereabouts(other)).toContainText('Nobody has said yet');

  await visit(page, '/scan');
  await purpose(page, 'Hand over').check();
  await scan(page, code);
  await expect(waiting(page)).toHaveCount(1);
  await scan(page, 'BENCH-1');
  await expect(handedOver(page)).toContainText('To Tomás’s bench');
  await expect(waiting(page)).toHaveCount(0);
  await expectAxeClean(page);

  await expect(whereabouts(other)).toContainText('Tomás’s bench');
  await expect(whereabouts(other)).toContainText('Tomás Ferreira');
  await expect(whereabouts(other)).toContainText('Marcus Hudson');
  await expectAxeClean(other);
  await expectNoSidewaysScroll(other);

  // And back: from the order's page it is one tap.
  await whereabouts(other).getByRole('link', { name: 'Hand over' }).click();
  await expect(waiting(other)).toHaveCount(1);
  await other.getByLabel('Who gets it').selectOption({ label: 'Safe' });
  await expect(handedOver(other)).toContainText('Tomás’s bench → Safe');
  await expectAxeClean(other);
  await expectNoSidewaysScroll(other);
  await visit(page, `/orders/${order.id}`);
  await expect(whereabouts(page).getByRole('link', { name: 'Safe' })).toBeVisible();
  await expect(whereabouts(page).getByRole('list', { name: 'Last hand-overs' })).toContainText(
    'Tomás’s bench → Safe',
  );
});

test('many things go to one person, and each is there', async ({ page }) => {
  await addRing(page, 'CUST-1');
  await addRing(page, 'CUST-2');
  await visit(page, '/scan?do=hand-over');
  await page.getByLabel('Who gets it').selectOption({ label: people.sales.name });
  await page.getByRole('heading', { level: 1 }).click();
  await scan(page, 'CUST-1');
  await scan(page, 'cust-2');
  await scan(page, 'CUST-2');
  await expect(handedOver(page)).toHaveCount(3);
  await expect(handedOver(page).first()).toContainText('Was there already');
  await scan(page, 'CUST-1');
  await page.getByRole('button', { name: 'Somebody else' }).click();
  await scan(page, 'CUST-1');
  await expect(waiting(page)).toHaveCount(1);
  await scan(page, 'SAFE-1');
  await expect(handedOver(page).first()).toContainText('→ Safe');

  await visit(page, '/scan');
  await scan(page, 'CUST-2');
  await expect(page.getByRole('heading', { level: 1, name: 'Ring CUST-2' })).toBeVisible();
  await expect(whereabouts(page)).toContainText(`In the hands of ${people.sales.name}`);
  await expect(page.locator('.timeline-item').first()).toContainText(people.sales.name);
  await expectAxeClean(page);
});

test.describe('what can’t be handed over', () => {
  // The server refuses it, and says why.
  test.use({ allowedConsole: /409|422/ });

  test('is named, and nothing goes', async ({ page }) => {
    await addRing(page, 'CUST-3');
    await page.getByRole('button', { name: 'Missing', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Not at the count');
    await dialog.getByRole('button', { name: 'Note it as missing' }).click();
    await expectState(page, 'Missing');
    await visit(page, '/scan?do=hand-over');
    await scan(page, 'SAFE-1');
    await scan(page, 'CUST-3');
    await expect(page.getByText('CUST-3 is not in stock but missing.')).toBeVisible();
    await expectAxeClean(page);
    await page.getByRole('button', { name: 'Leave it out' }).click();
    await expect(waiting(page)).toHaveCount(0);
  });
});

test.describe('customers’ goods', () => {
  test.use({ allowedConsole: /422/ });

  test('are counted against the insurance, and a take-in is warned', async ({ page, tablet: open }) => {
    await visit(page, '/stock');
    await page.getByRole('link', { name: 'Customers’ goods' }).click();
    const table = page.getByRole('table', { name: 'Customers’ goods' });
    const ring = table.getByRole('row', { name: /Yellow metal ring with a red stone/ });
    await expect(ring).toContainText('$1,800.00');
    await expect(ring).toContainText('Tomás’s bench');
    await expect(page.getByText('Not said yet')).toBeVisible();
    await page.getByRole('button', { name: 'Set the limit' }).click();
    const dialog = page.getByRole('dialog');
    const amount = dialog.getByLabel('Insured up to');
    await amount.fill('plenty');
    await dialog.getByRole('button', { name: 'Set the limit' }).click();
    await expect(amount).toHaveAttribute('aria-invalid', 'true');
    // Others take things in meanwhile: far more than that is insured, and far more is taken in.
    const worth = page.locator('.panel', { hasText: 'Declared value' }).locator('.money').first();
    const limit = cents((await worth.textContent()) ?? '') + cents('100,000');
    await amount.fill(plain(limit));
    await expectAxeClean(page);
    await dialog.getByRole('button', { name: 'Set the limit' }).click();
    await expect(page.getByText(dollars(limit))).toBeVisible();
    await expect(page.getByText(/by Marcus Hudson/)).toBeVisible();
    await expectAxeClean(page);

    await visit(page, '/stock/new');
    await page.getByRole('radio', { name: /^A customer's/ }).check();
    await page.getByLabel('Name').fill('Her mother’s brooch');
    await page.getByLabel('Lies in').selectOption({ label: 'Safe' });
    await chooseCustomer(page, '555-0142', 'Ana Duarte');
    await page.getByLabel('Declared value').fill('150');
    await expect(page.getByText('More than is insured')).toHaveCount(0);
    await page.getByLabel('Declared value').fill('150,000');
    const over = /customers’ goods exceed the insurance by \$[45]\d,\d{3}\.\d\d\./i;
    await expect(page.getByText(over)).toBeVisible();
    await expectAxeClean(page);
    await page.getByRole('button', { name: 'Add to stock' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Her mother’s brooch' })).toBeVisible();

    const other = await open(people.sales, { viewport: phone, colorScheme: 'dark' });
    await visit(other, '/stock/customers');
    await expect(other.getByText(over)).toBeVisible();
    await expect(other.getByRole('button', { name: 'Change the limit' })).toHaveCount(0);
    await expectAxeClean(other);
    await expectNoSidewaysScroll(other);
  });
});

test.describe('photos of a piece', () => {
  test.use({ allowedConsole: /422/ });
  // A red dot, as small as a picture can be.
  const dot = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  );

  test('are taken, shown, and taken off', async ({ page }) => {
    await addRing(page, 'CUST-4');
    const choose = page.getByLabel('Add photos');
    await choose.setInputFiles({ name: 'note.png', mimeType: 'image/png', buffer: Buffer.from('no') });
    await expect(page.getByText('note.png: Choose a picture in JPEG, PNG or WebP.')).toBeVisible();
    await choose.setInputFiles({ name: 'ring.png', mimeType: 'image/png', buffer: dot });
    const photo = page.getByRole('img', { name: 'Photo 1' });
    await expect(photo).toBeVisible();
    await expectAxeClean(page);
    await page.setViewportSize(phone);
    await expectNoSidewaysScroll(page);
    await page.setViewportSize(tablet);

    await visit(page, '/stock?q=CUST-4');
    await expect(page.getByRole('row', { name: /CUST-4/ }).locator('img')).toHaveAttribute(
      'src',
      /^\/photos\/[0-9a-f]{64}-480\.jpg$/,
    );
    await page.getByRole('link', { name: 'Ring CUST-4' }).click();
    await page.getByRole('button', { name: 'Remove photo 1' }).click();
    await expect(photo).toHaveCount(0);
  });
});
