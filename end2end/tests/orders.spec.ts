// Orders off the straight way: slips, lost answers, stops, gates, and two tablets at once.
import type { Locator, Page, Route } from '@playwright/test';
import { halves, ShopApi } from '../support/api';
import { inDays } from '../support/days';
import {
  chooseCustomer,
  describePiece,
  expectState,
  figure,
  people,
  step,
  stores,
} from '../support/shop';
import { expect, expectAxeClean, expectNoSidewaysScroll, nobody, test, visit } from '../support/test';

const take = (page: Page) => page.getByRole('button', { name: 'Take payment and order' });

/** What is wrong is said beside the field, and what was typed is still there. */
async function expectSaid(field: Locator, sentence: string, typed: string): Promise<void> {
  await expect(field).toHaveAccessibleDescription(new RegExp(sentence));
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveValue(typed);
}

/** An order of somebody new, filled in and ready to be taken. */
async function fillIn(page: Page, customer: { name: string }): Promise<void> {
  await visit(page, '/orders/new');
  await chooseCustomer(page, customer.name, customer.name);
  const piece = await describePiece(page, 'Oval signet, onyx');
  await piece.getByLabel('Price of one').fill('1000');
}

test.describe('taking an order', () => {
  test.use({ signedInAs: people.sales });

  test('what is missing is said beside its field', async ({ page }) => {
    await visit(page, '/orders/new');
    await take(page).click();
    const customer = page.getByRole('combobox', { name: 'Customer' });
    await expectSaid(customer, 'Choose the customer.', '');
    await expectSaid(page.getByRole('combobox', { name: 'Find a style' }), 'Add at least one piece.', '');
    await expect(customer).toBeFocused();
    await expect(page.getByText('Please look at the marked fields.')).toBeVisible();
    await expectAxeClean(page);
  });

  test('what is wrong is said beside its field until it is mended', async ({ page }) => {
    await visit(page, '/orders/new');
    await chooseCustomer(page, '555-0142', 'Ana Duarte');
    const piece = await describePiece(page, 'Signet');
    await page.getByRole('radio', { name: 'Shipped' }).check();
    const endless = 'x'.repeat(2_001);
    const slips: [Locator, string, string, string][] = [
      [piece.getByLabel('Description'), '', 'describe the piece', 'Oval signet'],
      [piece.getByLabel('Ring size'), 'huge', 'Enter a size such as 6', '6½'],
      [piece.getByLabel('Stone'), endless, 'too long', 'Onyx'],
      [piece.getByLabel('Engraving'), endless, 'too long', 'M.'],
      [piece.getByLabel('Quantity'), '0', 'from 1 to 999', '1'],
      [piece.getByLabel('Price of one'), 'about 90', 'Enter an amount such as 1250', '900'],
      [page.getByLabel('Promise date'), inDays(-1), 'in the past', inDays(20)],
      [page.getByLabel('Street and number'), '', 'can.t be empty', '5 Pineapple St'],
      [page.getByLabel('City'), '', 'can.t be empty', 'Brooklyn'],
      [page.getByLabel('ZIP or postcode'), '', 'can.t be empty', '11201'],
      [page.getByLabel('Country'), 'USA', 'two letters', 'US'],
      [page.getByLabel('Note for the staff'), endless, 'too long', 'By courier'],
    ];
    for (const [field, wrong] of slips) await field.fill(wrong);
    await take(page).click();
    for (const [field, wrong, sentence] of slips) await expectSaid(field, sentence, wrong);
    await expect(piece.getByLabel('Description')).toBeFocused();
    await expectAxeClean(page);
    for (const [field, , , right] of slips) {
      await field.fill(right);
      await expect(field).not.toHaveAttribute('aria-invalid');
    }
    const zip = page.getByLabel('ZIP or postcode');
    await zip.fill('112');
    await expectSaid(zip, 'Enter a ZIP code such as 10001', '112');
  });

  test('money that can’t be is said beside its field', async ({ page }) => {
    await fillIn(page, { name: 'Ana Duarte' });
    const slips: [Locator, string, string][] = [
      [page.getByLabel('Deposit'), 'half', 'Enter an amount such as 1250'],
      [page.getByLabel('Deposit'), '2000', `between zero and .1,088.75`],
      [page.getByLabel('Deposit'), '100', 'The shop asks for .544.38. A manager may take less.'],
      [page.getByLabel('Amount taken'), '0', 'above zero'],
      [page.getByLabel('Amount taken'), '1088.76', 'Only .1,088.75 is owed.'],
      [page.getByLabel('Amount taken'), '10.001', 'two decimals|2 decimal places'],
      [page.getByLabel('Reference'), '4242 4242 4242 4242', 'Never keep a card number'],
    ];
    for (const [field, wrong, sentence] of slips) {
      await field.fill(wrong);
      await take(page).click();
      await expectSaid(field, sentence, wrong);
      await field.fill('');
      await expect(field).not.toHaveAttribute('aria-invalid');
    }
  });

  test('a price of one’s own needs a reason, and counts at once', async ({ page }) => {
    await visit(page, '/orders/new');
    await page.getByRole('combobox', { name: 'Find a style' }).fill('Akoya strand');
    await page.getByRole('option', { name: /^Akoya strand/ }).click();
    await page.getByLabel('Price of one').fill('2,200');
    await expect(figure(page, 'Pieces')).toHaveText('$2,200.00');
    await take(page).click();
    await expectSaid(page.getByLabel('Why this price?'), 'Say why the price differs', '');
  });

  test('somebody new is added without leaving the order', async ({ page, api }) => {
    await visit(page, '/orders/new');
    const piece = await describePiece(page, 'Oval signet, onyx');
    await piece.getByLabel('Price of one').fill('1000');
    const name = `Noor ${Date.now()}`;
    await page.getByRole('combobox', { name: 'Customer' }).fill(name);
    await page.getByRole('option', { name: /^New customer/ }).click();
    const dialog = page.getByRole('dialog', { name: 'New customer' });
    await expect(dialog.getByLabel('Name')).toHaveValue(name);
    await dialog.getByLabel('E-mail', { exact: true }).fill(`noor-${Date.now()}@mail.example`);
    await expectAxeClean(page);
    await dialog.getByRole('button', { name: 'Add customer' }).click();
    await expect(page.getByRole('group', { name: 'Customer' })).toContainText(name);
    await expect(piece.getByLabel('Description')).toHaveValue('Oval signet, onyx');
    await take(page).click();
    await expect(page.getByRole('heading', { level: 1, name: new RegExp(name) })).toBeVisible();
    const id = page.url().split('/').at(-1) ?? '';
    expect(await api.order(id)).toMatchObject({ state: 'to_order' });
  });

  test('a double tap takes one order', async ({ page, api }) => {
    const customer = await api.newCustomer(`Twice ${Date.now()}`);
    await fillIn(page, customer);
    await take(page).dblclick();
    await expectState(page, 'To order');
    expect(await api.ordersOf(customer)).toHaveLength(1);
  });

  test.describe('while the answer is lost', () => {
    test.use({ allowedConsole: /ERR_FAILED/ });

    test('a second try takes no second order', async ({ page, api }) => {
      const customer = await api.newCustomer(`Lost ${Date.now()}`);
      await fillIn(page, customer);
      const lost = async (route: Route) => {
        await route.fetch();
        await route.abort();
      };
      await page.route('**/place_order', lost, { times: 1 });
      await take(page).click();
      await expect(page.getByText('No connection. What you typed is still here')).toBeVisible();
      expect(await api.ordersOf(customer)).toHaveLength(1);
      await expect(page.getByLabel('Description')).toHaveValue('Oval signet, onyx');
      await take(page).click();
      await expectState(page, 'To order');
      const [order, ...others] = await api.ordersOf(customer);
      expect(others).toEqual([]);
      expect((await api.order(order?.id ?? '')).payments).toHaveLength(1);
    });
  });

  test('a quote binds nobody until it is accepted', async ({ page, api }) => {
    await fillIn(page, await api.newCustomer(`Quote ${Date.now()}`));
    await page.getByRole('button', { name: 'Keep as a quote' }).click();
    await expectState(page, 'Quoted');
    await expect(page.getByRole('button', { name: 'Take a payment' })).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'Claim check' })).toHaveCount(0);
    await expectAxeClean(page);
    await page.getByRole('link', { name: 'Quote', exact: true }).click();
    await expect(page.getByText('This quote holds until')).toBeVisible();
    await page.getByRole('link', { name: 'Back' }).click();

    await step(page, 'Customer accepts the quote');
    await expectState(page, 'Deposit due');
    await expect(page.getByText(`${halves.deposit} of the deposit is still to be paid.`)).toBeVisible();
    await page.getByRole('button', { name: 'Take a payment' }).click();
    await expect(page.getByRole('dialog').getByLabel('Amount')).toHaveValue('544.38');
    await page.getByRole('button', { name: 'Record payment' }).click();
    await expectState(page, 'To order');
  });

  test('the back button leads back, and takes nothing twice', async ({ page, api }) => {
    const customer = await api.newCustomer(`Back ${Date.now()}`);
    await fillIn(page, customer);
    await take(page).click();
    await expectState(page, 'To order');
    await page.goBack();
    await expect(page.getByRole('combobox', { name: 'Customer' })).toHaveValue('');
    expect(await api.ordersOf(customer)).toHaveLength(1);

    await visit(page, '/orders');
    await page.getByRole('searchbox').fill(customer.name);
    await page.getByRole('link', { name: 'Open', exact: true }).click();
    await expect(page.getByRole('row')).toHaveCount(2);
    await page.getByRole('row').nth(1).getByRole('link').click();
    await expectState(page, 'To order');
    await page.goBack();
    await expect(page.getByRole('searchbox')).toHaveValue(customer.name);
    await expect(page).toHaveURL(/phase=open&q=Back/);
    await expect(page.getByRole('row')).toHaveCount(2);
  });
});

test.describe('less than the shop asks', () => {
  test.use({ signedInAs: people.manager });

  test('is taken by a manager who says why', async ({ page, api }) => {
    await fillIn(page, await api.newCustomer(`Less ${Date.now()}`));
    await page.getByLabel('Deposit').fill('100');
    await take(page).click();
    await expectSaid(page.getByLabel('Why less?'), 'Say why the deposit is less', '');
    await page.getByLabel('Why less?').fill('Known for thirty years');
    await take(page).click();
    await expectState(page, 'To order');
    await expect(page.getByText('Deposit lowered to $100.00')).toBeVisible();
    await expect(figure(page, 'Owed')).toHaveText('$988.75');
  });
});

test.describe('an order under way', () => {
  test.use({ signedInAs: people.sales });

  test('is put on hold and resumed', async ({ page, api }) => {
    const order = await api.takeOrder(await api.newCustomer(`Hold ${Date.now()}`));
    await visit(page, `/orders/${order.id}`);
    await page.getByRole('button', { name: 'Put on hold' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why is it put on hold?').fill('The customer is travelling');
    await expectAxeClean(page);
    await dialog.getByRole('button', { name: 'Put on hold' }).click();
    await expectState(page, 'On hold · To order');
    await expect(page.getByText('The customer is travelling')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Order from vendor' })).toHaveCount(0);
    await step(page, 'Resume');
    await expectState(page, 'To order');
    await expect(page.getByRole('button', { name: 'Order from vendor' })).toBeVisible();
  });

  test.describe('without a reason', () => {
    test.use({ allowedConsole: /422/ });

    test('is not stopped', async ({ page, api }) => {
      const order = await api.takeOrder(await api.newCustomer(`Why ${Date.now()}`));
      await visit(page, `/orders/${order.id}`);
      await page.getByRole('button', { name: 'Cancel order' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Cancel order' }).click();
      await expectSaid(dialog.getByLabel('Why is it cancelled?'), 'Give a reason.', '');
      await expect(dialog.getByLabel('Why is it cancelled?')).toBeFocused();
      expect(await api.order(order.id)).toMatchObject({ state: 'to_order' });
    });
  });

  for (const { when, ordered, said, events } of [
    {
      when: 'before the vendor is bound',
      ordered: false,
      said: `${halves.deposit} goes back the way it came.`,
      events: `${halves.deposit} given back, card terminal`,
    },
    {
      when: 'once the vendor is bound',
      ordered: true,
      said: `${halves.deposit} of the deposit is kept.`,
      events: `${halves.deposit} of the deposit forfeited`,
    },
  ]) {
    test(`is cancelled ${when}, and says first what becomes of the deposit`, async ({ page, api }) => {
      const order = await api.takeOrder(await api.newCustomer(`Cancel ${Date.now()}`));
      if (ordered) await api.act(order.id, 'place_with_vendor');
      await visit(page, `/orders/${order.id}`);
      await step(page, 'Cancel order', async (dialog) => {
        await expect(dialog.getByText(said, { exact: true })).toBeVisible();
        await dialog.getByLabel('Why is it cancelled?').fill('Changed their mind');
        await expectAxeClean(page);
      });
      await expectState(page, 'Cancelled');
      await expect(page.getByText(events)).toBeVisible();
      await expect(figure(page, 'Owed')).toHaveText('$0.00');
      await expect(page.getByRole('button', { name: 'Take a payment' })).toHaveCount(0);
      await expectAxeClean(page);
    });
  }

  test.describe('on two tablets', () => {
    test.use({ allowedConsole: /409/ });

    test('is not changed by one who has not seen the other’s change', async ({ page, api, tablet }) => {
      const order = await api.takeOrder(await api.newCustomer(`Both ${Date.now()}`));
      await visit(page, `/orders/${order.id}`);
      await page.getByRole('button', { name: 'Order from vendor' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Vendor', { exact: true }).selectOption({ label: 'Castellan & Sons' });
      await dialog.getByLabel('Cost of one: Oval signet, onyx').fill('410');

      const other = await tablet(people.manager);
      await visit(other, `/orders/${order.id}`);
      await step(other, 'Put on hold', async (open) => {
        await open.getByLabel('Why is it put on hold?').fill('Wrong stone');
      });
      await expectState(page, 'On hold · To order');

      await dialog.getByRole('button', { name: 'Order from vendor' }).click();
      const told = `${people.manager.name} changed this order meanwhile: Put on hold.`;
      await expect(dialog.getByText(told)).toBeVisible();
      await expect(dialog.getByLabel('Cost of one: Oval signet, onyx')).toHaveValue('410');
      expect(await api.order(order.id)).toMatchObject({ state: 'to_order', held: true });
    });

    test('takes no payment twice', async ({ page, api, tablet }) => {
      const customer = await api.newCustomer(`Twice ${Date.now()}`);
      const order = await api.takeOrder(customer, { payment: null });
      const other = await tablet(people.manager);
      const dialogs = [];
      for (const seen of [page, other]) {
        await visit(seen, `/orders/${order.id}`);
        await seen.getByRole('button', { name: 'Take a payment' }).click();
        dialogs.push(seen.getByRole('dialog', { name: 'Take a payment' }));
      }
      const [mine, theirs] = dialogs;
      await theirs.getByRole('button', { name: 'Record payment' }).click();
      await expect(theirs).toBeHidden();
      await mine.getByLabel('Amount').fill('300');
      await mine.getByRole('button', { name: 'Record payment' }).click();
      await expect(mine.getByText(`${people.manager.name} changed this order meanwhile`)).toBeVisible();
      await expect(mine.getByText('$544.37 is owed in all.')).toBeVisible();
      expect(await api.order(order.id)).toMatchObject({ paid: { amount: '544.38' } });
    });
  });

  test('moves on another’s board and page by itself', async ({ page, api, tablet }) => {
    const order = await api.takeOrder(await api.newCustomer(`Live ${Date.now()}`));
    const other = await tablet(people.manager);
    await visit(other, `/orders/${order.id}`);
    await visit(page, '/');
    const column = (state: string) =>
      page.getByRole('region', { name: state, exact: true }).getByRole('link', { name: order.number });
    await expect(column('To order')).toBeAttached();
    // Lost where the page is loaded again.
    for (const seen of [page, other]) await seen.evaluate(() => Object.assign(window, { same: true }));

    await api.act(order.id, 'place_with_vendor');
    await expect(column('Ordered')).toBeAttached();
    await expect(column('To order')).toHaveCount(0);
    await expectState(other, 'Ordered');
    for (const seen of [page, other]) expect(await seen.evaluate(() => 'same' in window)).toBe(true);
  });

  test('is shipped with its carrier and number, and delivered', async ({ page, api, browser, watch }) => {
    const ship_to = { line1: '5 Pineapple St', city: 'Brooklyn', region: 'NY', postcode: '11201', country: 'US' };
    const payment = { amount: '1088.75', method: 'cash', reference: '' };
    const customer = await api.newCustomer(`Ship ${Date.now()}`);
    const order = await api.takeReadyOrder(customer, { delivery: 'ship', ship_to, payment });
    await visit(page, `/orders/${order.id}`);
    await step(page, 'Ship', async (dialog) => {
      await expect(dialog.getByLabel('Street and number')).toHaveValue('5 Pineapple St');
      await dialog.getByLabel('Carrier').fill('FedEx');
      await dialog.getByLabel('Tracking number').fill('7946 0018 2245');
      await expectAxeClean(page);
    });
    await expectState(page, 'Shipped');
    await expect(figure(page, 'Carrier')).toHaveText('FedEx');
    await expect(figure(page, 'Tracking')).toHaveText('7946 0018 2245');

    const link = await page.getByRole('link', { name: /\/track\// }).getAttribute('href');
    const plain = { javaScriptEnabled: false, storageState: nobody };
    const phone = await (await browser.newContext(plain)).newPage();
    watch(phone);
    await phone.goto(link ?? '');
    await expect(phone.getByRole('heading', { level: 1, name: 'On its way to you' })).toBeVisible();
    await expect(phone.getByText('7946 0018 2245')).toBeVisible();
    await phone.context().close();

    await step(page, 'Delivered');
    await expectState(page, 'Closed');
  });
});

test.describe('a shut gate', () => {
  test.use({ signedInAs: people.sales });

  test('opens to a manager with a reason, and to no clerk', async ({ page, api, tablet }) => {
    const order = await api.takeOrder(await api.newCustomer(`Gate ${Date.now()}`), { payment: null });
    const owed = `${halves.deposit} of the deposit is still to be paid.`;
    await visit(page, `/orders/${order.id}`);
    await expectState(page, 'Deposit due');
    await expect(page.getByText(owed)).toBeVisible();
    const shut = page.getByRole('button', { name: 'Order from vendor' });
    await expect(shut).toHaveAttribute('aria-disabled', 'true');
    await shut.click({ force: true });
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expectForbidden(page, order.id);

    const office = await tablet(people.manager);
    await visit(office, `/orders/${order.id}`);
    await step(office, 'Order from vendor', async (dialog) => {
      await expect(dialog.getByText(owed)).toBeVisible();
      await dialog.getByLabel('Why do you go on all the same?').fill('The vendor closes tonight');
      await dialog.getByLabel('Vendor', { exact: true }).selectOption({ label: 'Castellan & Sons' });
      await dialog.getByLabel('Cost of one: Oval signet, onyx').fill('410');
      await expectAxeClean(office);
    });
    await expectState(office, 'Ordered');
    await expect(office.getByText('Passed by a manager: The vendor closes tonight')).toBeVisible();
  });

  /** Asks the server itself, past the button. */
  async function expectForbidden(page: Page, order: string): Promise<void> {
    const request = { action: 'place_with_vendor', version: 1, details: {}, override_reason: 'Please' };
    const data = { order, request, key: crypto.randomUUID() };
    const answer = await page.request.post('/api/ui/ui/orders/api/act_on_order', { data });
    expect(answer.status()).toBe(403);
  }
});

test.describe('where there is nothing', () => {
  test.use({ signedInAs: people.sales, allowedConsole: /404/ });

  test('an address says so, and gives no hints', async ({ page, api }) => {
    const second = ShopApi.open(stores.second);
    const elsewhere = await second.takeOrder(await api.newCustomer(`Else ${Date.now()}`), { payment: null });
    const pages = new Set<string>();
    for (const id of [elsewhere.id, crypto.randomUUID(), 'SO-10001', "'--"]) {
      const answer = await page.goto(`/orders/${encodeURIComponent(id)}`);
      expect(answer?.status(), id).toBe(404);
      await expect(page.getByText('There is nothing here')).toBeVisible();
      pages.add((await page.getByRole('main').textContent()) ?? '');
    }
    expect(pages.size).toBe(1);
    await expectAxeClean(page);
  });

  test('the list says so', async ({ page }) => {
    await visit(page, '/orders?q=nobody+of+that+name');
    await expect(page.getByText('No order matches')).toBeVisible();
    await expectAxeClean(page);
  });

  test('the board says so', async ({ page }) => {
    await visit(page, '/orders');
    await page.route('**/orders/api/board', (route) => route.fulfill({ json: [] }));
    await page.getByRole('link', { name: 'Board' }).first().click();
    await expect(page.getByText('Nothing is on its way')).toBeVisible();
    await expectAxeClean(page);
  });
});

test.describe('what can’t be had', () => {
  test.use({ signedInAs: people.sales, allowedConsole: /50[02]|ERR_INTERNET_DISCONNECTED/ });

  test('can be asked for again: the board, from a server in trouble', async ({ page }) => {
    await visit(page, '/orders');
    await page.route('**/orders/api/board', (route) => route.fulfill({ status: 500, json: { error: 'internal' } }));
    await page.getByRole('link', { name: 'Board' }).first().click();
    const failed = page.getByRole('alert');
    await expect(failed).toContainText('Something went wrong on our side.');
    await expectAxeClean(page);
    await page.unroute('**/orders/api/board');
    await failed.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('region', { name: 'To order', exact: true })).toBeVisible();
  });

  test('can be asked for again: the list, from something in between', async ({ page }) => {
    await visit(page, '/');
    await page.route('**/orders/api/list_orders', (route) => route.fulfill({ status: 502, body: '<h1>Bad gateway</h1>' }));
    await page.getByRole('link', { name: 'Orders', exact: true }).first().click();
    const failed = page.getByRole('alert');
    await expect(failed).toContainText('No connection.');
    await page.unroute('**/orders/api/list_orders');
    await failed.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('table', { name: 'Orders' })).toBeVisible();
  });

  test('can be asked for again: an order, without a connection', async ({ page, context }) => {
    await visit(page, '/orders?phase=in_work');
    await context.setOffline(true);
    await page.getByRole('row').nth(1).getByRole('link').click();
    const failed = page.getByRole('alert');
    await expect(failed).toContainText('No connection.');
    await context.setOffline(false);
    await failed.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^SO-/ })).toBeVisible();
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [device, viewport] of Object.entries({
    tablet: { width: 1180, height: 820 },
    phone: { width: 390, height: 844 },
  })) {
    test.describe(`on a ${device}, ${colorScheme}`, () => {
      test.use({ signedInAs: people.owner, viewport, colorScheme });

      test('every screen is accessible and fits', async ({ page, api }) => {
        const order = await api.takeReadyOrder(await api.newCustomer(`Fit ${Date.now()}`));
        for (const path of ['/', '/orders', '/orders/new', `/orders/${order.id}`]) {
          await visit(page, path);
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          await expectAxeClean(page);
          await expectNoSidewaysScroll(page);
        }
        for (const action of ['Hand over', 'Ship', 'Take a payment']) {
          await page.getByRole('button', { name: action, exact: true }).click();
          await expect(page.getByRole('dialog')).toBeVisible();
          await expectAxeClean(page);
          await page.keyboard.press('Escape');
        }
      });
    });
  }
}
