// What is in the house: found by a scan, narrowed, written down, carried about, promised, and
// brought in from a list.
import type { Locator, Page } from '@playwright/test';
import { expectState, people, step } from '../support/shop';
import { expect, expectAxeClean, expectNoSidewaysScroll, test, visit } from '../support/test';

const tablet = { width: 1180, height: 820 };
const phone = { width: 390, height: 844 };

test.use({ viewport: tablet, signedInAs: people.manager });

/** The box that finds everything, and that a scanner types into. */
const box = (page: Page): Locator => page.getByRole('searchbox', { name: 'Find a piece' });

/** The pieces that the list shows. */
const found = (page: Page): Locator => page.getByRole('table', { name: 'Pieces' }).locator('tbody tr');

/** Types as a scanner does: all at once, with Enter behind it. */
async function scan(into: Locator, code: string): Promise<void> {
  await into.focus();
  await into.pressSequentially(code);
  await into.press('Enter');
}

/** Opens what a button of the page asks. */
async function ask(page: Page, button: string): Promise<Locator> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Writes a ring of ours down, and stays on its page. */
async function addRing(page: Page, name: string, serial: string): Promise<void> {
  await visit(page, '/stock/new');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Serial').fill(serial);
  await page.getByLabel('Lies in').selectOption({ label: 'Safe' });
  await page.getByRole('textbox', { name: 'Cost' }).fill('410');
  await page.getByLabel('Price').fill('1,000');
  await page.getByRole('button', { name: 'Add to stock' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** What happened last, first. */
const history = (page: Page): Locator => page.locator('.timeline-item');

test.describe('a list of stones', () => {
  const heading = 'Stock No,Shape,Carat,Color,Clarity,Lab,Report No,Growth,Price,Mood';
  const stones = [
    'SPEC-1,Asscher,0.90,F,VS1,GIA,8800110001,natural,"4,200",blue',
    'SPEC-2,Asscher,1.10,G,VS2,IGI,8800110002,lab,1450,',
    'SPEC-3,Asscher,heavy,H,SI1,GIA,8800110003,natural,3100,',
    'SPEC-4,Asscher,1.30,E,VVS2,GIA,8800110004,natural,8400,',
  ];
  const list = {
    name: 'asschers.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([heading, ...stones].join('\r\n')),
  };

  async function send(page: Page): Promise<void> {
    await visit(page, '/stock/import');
    await page.getByLabel('List of stones').setInputFiles(list);
    await expect(page).toHaveURL(/\/stock\/import\?id=/);
    await expect(page.getByText('asschers.csv · 4 rows')).toBeVisible();
  }

  test('is read by a mapping of its columns, comes in, and changes nothing again', async ({ page }) => {
    await send(page);
    await expect(page.getByLabel('What Stock No holds')).toHaveValue('serial');
    await expect(page.getByLabel('What Growth holds')).toHaveValue('origin');
    await expect(page.getByLabel('What Mood holds')).toHaveValue('');
    await expect(page.getByRole('row', { name: /^Carat/ })).toContainText('0.90 · 1.10 · heavy');

    // What is missing is said at once, and shown where it is asked for.
    await expect(page.getByText('Say where the stones lie.')).toBeVisible();
    await page.getByRole('button', { name: 'Show me where' }).click();
    await expect(page.getByLabel('Lie in')).toBeFocused();
    await expect(page.getByLabel('Lie in')).toHaveAttribute('aria-invalid', 'true');
    await expectAxeClean(page);
    await page.getByLabel('Lie in').selectOption({ label: 'Safe' });
    await page.getByRole('textbox', { name: 'Cost' }).fill('50');

    // Two columns can't hold the same.
    await page.getByLabel('What Mood holds').selectOption({ label: 'Price' });
    await expect(page.getByText('Another column holds this already.').first()).toBeVisible();
    await page.getByLabel('What Mood holds').selectOption({ label: 'Note' });

    const confirm = page.getByRole('button', { name: 'Import 3 stones, leave out 1 with errors' });
    await expect(confirm).toBeVisible();
    await expect(page.getByText('$7,025.00')).toBeVisible();
    await expect(page.getByText('1.10 ct lab-grown diamond, asscher, G VS2')).toBeVisible();
    const error = page.getByRole('table', { name: 'Errors by line' }).locator('tbody tr');
    await expect(error).toContainText('Line 4');
    await expect(error).toContainText('Carat: Enter a number');
    await expectAxeClean(page);

    // What lies at the server does not mind a reload.
    await page.reload();
    await expect(page.getByText('asschers.csv · 4 rows')).toBeVisible();
    await page.getByLabel('Lie in').selectOption({ label: 'Safe' });
    await page.getByRole('textbox', { name: 'Cost' }).fill('50');
    await confirm.click();
    await expect(page.getByText('asschers.csv is in stock')).toBeVisible();
    await expect(page.getByText('3 new stones, 1 left out.')).toBeVisible();
    await expectAxeClean(page);
    await page.reload();
    await expect(page.getByText('3 new stones, 1 left out.')).toBeVisible();

    await page.getByRole('link', { name: 'To the loose stones' }).click();
    await box(page).fill('asscher spec');
    await expect(found(page)).toHaveCount(3);
    await expect(found(page).filter({ hasText: 'SPEC-2' })).toContainText('$1,450.00');

    await send(page);
    await page.getByLabel('Lie in').selectOption({ label: 'Safe' });
    await page.getByRole('textbox', { name: 'Cost' }).fill('50');
    await expect(page.getByText('Every stone of this list is in stock already.')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Import/ })).toHaveCount(0);
  });

  test.describe('that is none', () => {
    test.use({ allowedConsole: /422/ });

    test('is refused with a sentence', async ({ page }) => {
      await visit(page, '/stock/import');
      const none = { name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.from('carat,price\n') };
      await page.getByLabel('List of stones').setInputFiles(none);
      await expect(page.getByText('There is no row below the headings.')).toBeVisible();
      await expectAxeClean(page);
    });
  });
});

test('a scanned serial opens its piece; words and reports list theirs', async ({ page }) => {
  await visit(page, '/stock');
  await box(page).fill('2215877046');
  await expect(page).toHaveURL(/q=2215877046/);
  await expect(found(page)).toHaveCount(1);
  const serial = (await found(page).textContent())?.match(/P\d{6}/)?.[0] ?? '';

  await scan(box(page), serial.toLowerCase());
  await expect(page).toHaveURL(/\/stock\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1.01 ct diamond, round, G VS2');
  await expect(page.getByText('GIA 2215877046')).toBeVisible();

  await page.getByRole('link', { name: 'Stock' }).first().click();
  await scan(box(page), 'saphire');
  await expect(page).toHaveURL(/q=saphire/);
  await expect(found(page).filter({ hasText: 'sapphire, oval, royal blue' })).toHaveCount(1);
  await scan(box(page), 'zzzz');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await expectAxeClean(page);
});

test('loose stones are narrowed by what they are, and the address says how', async ({ page }) => {
  await visit(page, '/stock?form=stone');
  const marquise = page.getByRole('checkbox', { name: 'Marquise 1' });
  await marquise.check();
  await expect(page).toHaveURL(/shape=marquise/);
  await expect(marquise).toBeFocused();
  await expect(found(page)).toHaveCount(1);
  await page.getByRole('checkbox', { name: /^Radiant/ }).check();
  await expect(found(page)).toHaveCount(2);
  await page.getByRole('radio', { name: 'Lab-grown' }).check();
  await expect(found(page)).toHaveCount(1);
  await expect(found(page)).toContainText('3.02 ct lab-grown diamond, radiant, E VS2');

  await page.reload();
  await expect(page.getByRole('checkbox', { name: /^Radiant/ })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'Lab-grown' })).toBeChecked();
  await expect(found(page)).toHaveCount(1);

  const from = page.getByLabel('Carat from');
  await from.fill('big');
  await from.press('Tab');
  await expect(page.getByText('Enter a number.')).toBeVisible();
  await from.fill('3.5');
  await from.press('Tab');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.getByRole('link', { name: 'Clear the filters' }).click();
  await expect(page).toHaveURL(/\/stock\?form=stone$/);
  await expect(page.getByRole('checkbox', { name: /^Radiant/ })).not.toBeChecked();
  await page.getByLabel('Sort').selectOption({ label: 'Highest price first' });
  await expect(found(page).first()).toContainText('3.01 ct diamond, round, F VS1');
  await expect(found(page).first()).toContainText('On memo');
});

test.describe('a piece', () => {
  // Serials that are taken, reasons that are missing: the server says so.
  test.use({ allowedConsole: /422/ });

  test('is written down, carried about, missed and found', async ({ page }) => {
    await visit(page, '/stock/new');
    await page.getByRole('button', { name: 'Add to stock' }).click();
    for (const complaint of [
      'Choose a style or say what it is.',
      'Say where it lies.',
      'Enter what it cost. What is ours stands in the books.',
    ]) {
      await expect(page.getByText(complaint)).toBeVisible();
    }
    await expect(page.getByLabel('Name')).toBeFocused();
    await expectAxeClean(page);

    await page.getByLabel('Name').fill('Estate ring with garnets');
    await expect(page.getByText('Choose a style or say what it is.')).toBeHidden();
    await page.getByLabel('Lies in').selectOption({ label: 'Safe' });
    await page.getByRole('textbox', { name: 'Cost' }).fill('240');
    await page.getByLabel('Serial').fill('P100001');
    await page.getByRole('button', { name: 'Add to stock' }).click();
    await expect(page.getByText('Another piece has this serial.')).toBeVisible();
    await expect(page.getByLabel('Name')).toHaveValue('Estate ring with garnets');
    await page.getByLabel('Serial').fill('est-77');
    await page.getByRole('button', { name: 'Add to stock' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Estate ring with garnets');
    await expectState(page, 'In stock');
    await expect(page.getByText('EST-77')).toBeVisible();
    await expect(history(page)).toContainText('Received into Safe');

    const code = (await ask(page, 'Move')).getByLabel('Scan the place');
    await expect(code).toBeFocused();
    await scan(code, 'nowhere');
    await expect(page.getByText('No other place has the code “nowhere”.')).toBeVisible();
    await expectAxeClean(page);
    await scan(code, 'case-1');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(history(page).first()).toContainText('Moved to Front window');

    const dialog = await ask(page, 'Missing');
    await dialog.getByRole('button', { name: 'Note it as missing' }).click();
    await expect(dialog.getByText('Give a reason.')).toBeVisible();
    await dialog.getByRole('textbox').fill('Not in the window at closing time.');
    await dialog.getByRole('button', { name: 'Note it as missing' }).click();
    await expectState(page, 'Missing');
    await expect(page.getByText('Nowhere in the house')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Move' })).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'Edit' })).toHaveCount(0);
    await expectAxeClean(page);

    await (await ask(page, 'Found')).getByLabel('Where to').selectOption({ label: 'Safe' });
    await page.getByRole('button', { name: 'It is here again' }).click();
    await expectState(page, 'In stock');
    await expect(history(page).first()).toContainText('Found, now in Safe');

    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByLabel('Price').fill('690');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('$690.00')).toBeVisible();
    await expect(page.getByText('$240.00')).toBeVisible();
  });

  test('of a customer’s asks for whose it is and what it is worth', async ({ page }) => {
    await visit(page, '/stock/new');
    await page.getByRole('radio', { name: 'Loose stone' }).check();
    await page.getByRole('radio', { name: /^A customer/ }).check();
    await expect(page.getByRole('textbox', { name: 'Cost' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Add to stock' }).click();
    await expect(page.getByText('Choose the customer whose it is.')).toBeVisible();
    await expect(page.getByText('Ask what it is worth')).toBeVisible();
    await expect(page.getByText('Say whether it is natural, lab-grown or a simulant.')).toBeVisible();
    await expectAxeClean(page);

    await page.getByRole('radio', { name: 'Natural' }).check();
    await page.getByLabel('Shape').selectOption({ label: 'Heart' });
    await page.getByLabel('Weight').fill('0.84');
    await page.getByLabel('Colour').fill('i');
    await page.getByLabel('Lies in').selectOption({ label: 'Tomás’s bench' });
    await page.getByRole('combobox', { name: 'Customer' }).pressSequentially('555-0142');
    await page.getByRole('option', { name: /^Ana Duarte/ }).click();
    await page.getByLabel('Declared value').fill('2,100');
    await page.getByRole('button', { name: 'Add to stock' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('0.84 ct diamond, heart, I');
    await expect(page.getByRole('link', { name: 'Ana Duarte' })).toBeVisible();
    await expect(page.getByText('$2,100.00')).toBeVisible();

    const dialog = await ask(page, 'Give back');
    await expect(dialog.getByText('It goes back to Ana Duarte')).toBeVisible();
    await dialog.getByRole('textbox').fill('She sells it herself.');
    await dialog.getByRole('button', { name: 'Give it back' }).click();
    await expectState(page, 'Returned');
    await expect(history(page).first()).toContainText('Given back');
  });
});

test('a place is added, and things are put there', async ({ page }) => {
  await visit(page, '/stock/places');
  const dialog = await ask(page, 'Add a place');
  await dialog.getByLabel('Kind').selectOption({ label: 'At a vendor' });
  await dialog.getByRole('button', { name: 'Add place' }).click();
  await expect(dialog.getByText('Choose the vendor.')).toBeVisible();
  await expectAxeClean(page);
  await dialog.getByLabel('Vendor').selectOption({ label: 'Bench & Anvil Casting' });
  await dialog.getByLabel('Name').fill('At the caster’s');
  await dialog.getByLabel('Code').fill('cast 1');
  await dialog.getByRole('button', { name: 'Add place' }).click();
  await expect(dialog.getByText('so that it can be scanned')).toBeVisible();
  await dialog.getByLabel('Code').fill('cast-1');
  await dialog.getByRole('button', { name: 'Add place' }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole('row', { name: /At the caster’s/ });
  await expect(row).toContainText('Bench & Anvil Casting');
  await expect(row).toContainText('CAST-1');

  await addRing(page, 'Ring to be cast anew', 'CAST-RING');
  await scan((await ask(page, 'Move')).getByLabel('Scan the place'), 'CAST-1');
  await expect(history(page).first()).toContainText('Moved to At the caster’s');
  await visit(page, '/stock/places');
  await expect(row.getByRole('cell').last()).toHaveText('1');
  await row.getByRole('link').click();
  await expect(page).toHaveURL(/location=/);
  await expect(found(page)).toHaveCount(1);
});

test.describe('an order', () => {
  test.use({ allowedConsole: /409|422/ });

  test('takes a piece from stock, through to ready', async ({ page, api }) => {
    await addRing(page, 'Oval signet of stock', 'SIG-1');
    const piece = page.url();
    const customer = await api.newCustomer('Stella Ashby');
    const order = await api.takeOrder(customer);

    await visit(page, `/orders/${order.id}`);
    await expect(page.getByRole('button', { name: 'Order from vendor' })).toBeVisible();
    const dialog = await ask(page, 'From stock');
    const search = dialog.getByRole('searchbox', { name: 'Piece' });
    await expect(dialog.getByRole('button', { name: /Oval signet of stock/ })).toBeVisible();
    await expectAxeClean(page);
    await scan(search, 'SIG-404');
    await expect(dialog.getByText('No free piece matches. Try fewer words.')).toBeVisible();
    await scan(search, 'sig-1');
    await expect(dialog).toBeHidden();
    const promised = page.getByText('From stock: SIG-1 in Safe');
    await expect(promised).toBeVisible();
    await expect(page.getByRole('button', { name: 'Order from vendor' })).toHaveCount(0);

    await page.getByRole('button', { name: 'Let go' }).click();
    await expect(promised).toBeHidden();
    await page.getByRole('button', { name: 'From stock' }).click();
    await dialog.getByRole('button', { name: /Oval signet of stock/ }).click();
    await expect(promised).toBeVisible();
    await expectAxeClean(page);

    // Nobody carries it out of the house meanwhile, and nobody else is promised it.
    await page.getByRole('link', { name: 'SIG-1' }).click();
    await expect(page.getByText(`promised to ${order.number}`)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Move' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Scrap' })).toHaveCount(0);
    await expectAxeClean(page);
    await page.getByRole('link', { name: order.number }).click();

    await step(page, 'Take from stock');
    await expectState(page, 'Received');
    await expect(page.getByRole('button', { name: 'Let go' })).toHaveCount(0);
    await step(page, 'Start quality check');
    await step(page, 'Passes the check');
    await expectState(page, 'Ready');
    await visit(page, new URL(piece).pathname);
    await expect(history(page).first()).toContainText('Taken for an order');
    await expect(history(page).first()).toContainText(order.number);
  });

  test('is promised any free piece of its style, while there is one', async ({ page, api }) => {
    const styles = await api.styles();
    const band = styles.find((style) => style.title === 'Hammered band');
    const variant = band?.variants.find(({ sku }) => sku === 'CS-331-04');
    const customer = await api.newCustomer('Walter Ashby');
    const taken = [];
    for (let nth = 0; nth < 2; nth += 1) {
      const lines = [{ variant: variant?.id, quantity: 1 }];
      taken.push(await api.takeOrder(customer, { lines, quote: true, payment: undefined }));
    }
    const any = async (id: string) => {
      await visit(page, `/orders/${id}`);
      await page.getByRole('button', { name: 'From stock' }).click();
      await page.getByRole('button', { name: 'Any free one of this style' }).click();
    };
    await any(taken[0]?.id ?? '');
    await expect(page.getByText(/From stock: P\d+ in Bridal case/)).toBeVisible();
    await any(taken[1]?.id ?? '');
    await expect(page.getByRole('dialog').getByText('None of these is free.')).toBeVisible();
  });
});

test.describe('who may what', () => {
  test('sales see no cost and write nothing off; the bench carries things about', async ({ page, tablet }) => {
    // Three people sign in.
    test.slow();
    await visit(page, '/stock?q=P100001');
    const path = (await found(page).getByRole('link').getAttribute('href')) ?? '';
    await visit(page, path);
    await expect(page.getByText('$690.00')).toBeVisible();
    for (const person of [people.sales, people.jeweler]) {
      const other = await tablet(person);
      await visit(other, '/stock');
      await expect(other.getByRole('link', { name: 'Add piece' })).toHaveCount(0);
      await visit(other, path);
      await expect(other.getByRole('button', { name: 'Move' })).toBeVisible();
      await expect(other.getByRole('button', { name: 'Scrap' })).toHaveCount(0);
      await expect(other.getByText('$690.00')).toHaveCount(0);
    }
    const reader = await tablet(people.bookkeeper);
    await visit(reader, path);
    await expect(reader.getByText('$690.00')).toBeVisible();
    await expect(reader.getByRole('button', { name: 'Move' })).toHaveCount(0);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [device, viewport] of Object.entries({ tablet, phone })) {
    test(`every screen of the stock is accessible and fits, ${device}, ${colorScheme}`, async ({ tablet }) => {
      test.slow();
      const page = await tablet(people.manager, { viewport, colorScheme });
      const look = async () => {
        await expectAxeClean(page);
        await expectNoSidewaysScroll(page);
      };
      for (const path of ['/stock', '/stock?form=stone', '/stock?q=zzzz', '/stock/places', '/stock/import']) {
        await visit(page, path);
        await look();
      }
      const filters = page.getByRole('button', { name: 'Filters' });
      await visit(page, '/stock?form=stone&shape=oval');
      if (device === 'phone') await filters.click();
      await expect(page.getByRole('checkbox', { name: /^Oval/ })).toBeVisible();
      await look();

      for (const words of ['2215877046', 'tennis bracelet', 'red stone']) {
        await visit(page, `/stock?q=${words}`);
        await found(page).first().getByRole('link').click();
        await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
        await look();
      }
      await ask(page, 'Scrap');
      await look();
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Edit' }).click();
      await expect(page.getByRole('button', { name: 'Save changes' })).toBeVisible();
      await look();
      await visit(page, '/stock/new');
      await look();
      await page.getByRole('radio', { name: 'Loose stone' }).check();
      await look();
    });
  }
}
