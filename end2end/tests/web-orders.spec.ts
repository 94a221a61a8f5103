// Orders of a web shop: they come in through the machine interface, what nobody can decide but a
// person is decided at the tablet, and what the customer sends back is taken back and refunded.
import { expectState, people, step } from '../support/shop';
import { expect, expectAxeClean, expectNoSidewaysScroll, test, visit } from '../support/test';

const BAND = { price: '1000.00', tax: '80.00' };

/** Two bands that the catalogue does not know by that name, paid in the shop. */
function order(externalId: string) {
  const line = {
    id: '7',
    sku: `NOBODYS-${externalId}`,
    title: 'Plain band, hammered',
    quantity: 2,
    unit_price: BAND.price,
    tax: '160.00',
    ring_size: '6',
    properties: [{ name: 'Gift wrap', value: 'Ivory' }],
  };
  return {
    channel: 'shopify',
    external_id: externalId,
    updated_at: new Date().toISOString(),
    order: {
      number: `#${externalId}`,
      currency: 'USD',
      customer: { name: 'Lena Fischer', email: `${externalId}@mail.example` },
      ship_to: {
        line1: '12 Elm St',
        city: 'Hudson',
        region: 'NY',
        postcode: '12534',
        country: 'US',
      },
      lines: [line],
      shipping: { label: 'Insured parcel', amount: '20.00' },
      total: '2180.01',
      payments: [{ gateway: 'card', reference: `ch_${externalId}`, amount: '2180.01' }],
      gift_message: 'For Lena',
    },
  };
}

/** What a piece of it was refunded for. */
function refund(externalId: string) {
  const line = { line: '7', quantity: 1, amount: BAND.price, tax: BAND.tax };
  return {
    channel: 'shopify',
    external_id: externalId,
    updated_at: new Date().toISOString(),
    refunds: [{ id: `r-${externalId}`, at: new Date().toISOString(), lines: [line] }],
  };
}

test.describe('a web order', () => {
  test.use({ signedInAs: people.manager });

  test('is mapped, fulfilled, shipped, and comes back in part', async ({ page, api }) => {
    const externalId = String(Date.now());
    const imported = await api.importOrder(order(externalId));
    expect(imported.outcome).toBe('created');
    expect(imported.parked.map((note) => note.kind)).toEqual(['unknown_sku']);
    expect((await api.importOrder(order(externalId))).order).toBe(imported.order);

    await visit(page, '/orders');
    await page.getByRole('link', { name: /^Parked \(\d+\)/ }).click();
    const waits = page.locator('.parked > li', { hasText: `NOBODYS-${externalId}` });
    await expect(waits).toContainText('Unknown article');
    await expectAxeClean(page);
    await expectNoSidewaysScroll(page);
    await waits.getByRole('button', { name: 'Decide' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Use this piece' }).click();
    const field = dialog.getByRole('combobox', { name: 'Which piece is it?' });
    await expect(field).toHaveAccessibleDescription(/Choose the piece/);
    await expectAxeClean(page);
    await field.pressSequentially('band');
    await page.getByRole('option').first().click();
    await dialog.getByRole('button', { name: 'Use this piece' }).click();
    await expect(waits).toHaveCount(0);

    // Found by the shop's own number.
    await visit(page, `/orders?q=${externalId}`);
    await page.getByRole('link', { name: imported.number ?? '' }).click();
    await expectState(page, 'To fulfil');
    await expect(page.getByText('Rounding from channel')).toBeVisible();
    await expect(page.getByText('For Lena')).toBeVisible();
    await expect(page.getByText('Ivory').first()).toBeVisible();
    await expectAxeClean(page);
    await expectNoSidewaysScroll(page);

    await api.fulfil(imported.order ?? '');
    await expectState(page, 'To pack');
    await step(page, 'Ship', async (dialog) => {
      await dialog.getByLabel('Carrier').fill('UPS');
      await dialog.getByLabel('Tracking number').fill('1Z 204 7E9');
    });
    await expectState(page, 'Shipped');

    await step(page, 'Take back', async (dialog) => {
      await dialog.getByRole('checkbox').first().check();
      await dialog.getByLabel('Where it is put').selectOption({ index: 1 });
      await expectAxeClean(page);
    });
    await expectState(page, 'Partly returned');
    const due = page.locator('.parked .badge', { hasText: 'Refund due' });
    await expect(due).toBeVisible();

    expect((await api.importOrder(refund(externalId))).outcome).toBe('updated');
    await expectState(page, 'Closed');
    await expect(page.getByText('Came back, refunded')).toBeVisible();
    await expect(due).toHaveCount(0);
    await expectAxeClean(page);
  });
});
