// Every screen of the house on a tablet at night and on a phone by day: nothing sticks out at the
// side, and nobody is shut out. Other tests look at what happens there, on a tablet by day.
import type { Page } from '@playwright/test';
import { people } from '../support/shop';
import { expect, expectAxeClean, expectNoSidewaysScroll, test, visit } from '../support/test';

const lights = [
  { name: 'a tablet at night', viewport: { width: 1180, height: 820 }, colorScheme: 'dark' as const },
  { name: 'a phone by day', viewport: { width: 390, height: 844 }, colorScheme: 'light' as const },
];

const rooms = {
  orders: ['/', '/work', '/work?list=overdue', '/orders', '/orders/parked', '/orders/new'],
  repairs: ['/?kind=repair', '/orders?kind=repair', '/repairs/new', '/repairs/prices'],
  memos: ['/?kind=memo', '/orders?kind=memo', '/memos', '/memos?show=all', '/memos/new', '/memos/in', '/memos/in/new'],
  custom: ['/?kind=custom', '/orders?kind=custom', '/custom/new', '/custom/terms'],
  customers: ['/customers'],
  wholesale: ['/wholesale', '/wholesale/open', '/wholesale/new', '/wholesale/blanket', '/wholesale/invoices', '/wholesale/terms'],
  catalogue: ['/catalogue', '/catalogue/new', '/catalogue/import', '/vendors'],
  stock: ['/stock', '/stock/new', '/stock/import', '/stock/bulk', '/stock/places', '/stock/counts', '/stock/customers'],
  purchasing: ['/purchasing', '/purchasing/new'],
  bench: ['/bench', '/bench/shop', '/bench/capacity', '/bench/routes'],
  office: ['/messages', '/journal', '/journal/trial-balance', '/margin'],
  people: ['/people', '/account', '/scan'],
};

/** Where a list leads to its first entry, and what of it prints. */
const things = [
  { list: '/orders', link: /^\/orders\/[0-9a-f-]{36}$/, papers: ['/confirmation', '/claim-check'] },
  { list: '/orders?kind=repair', link: /^\/orders\/[0-9a-f-]{36}$/, papers: ['/claim-check', '/counter-copy'] },
  { list: '/memos', link: /^\/orders\/[0-9a-f-]{36}$/, papers: [] },
  { list: '/orders?kind=memo_sale', link: /^\/orders\/[0-9a-f-]{36}$/, papers: ['/confirmation'] },
  { list: '/orders?kind=custom', link: /^\/orders\/[0-9a-f-]{36}$/, papers: ['/custom'] },
  { list: '/customers', link: /^\/customers\/[0-9a-f-]{36}$/, papers: [] },
  { list: '/catalogue', link: /^\/catalogue\/[0-9a-f-]{36}$/, papers: ['/edit'] },
  { list: '/stock', link: /^\/stock\/[0-9a-f-]{36}$/, papers: ['/edit'] },
  { list: '/purchasing', link: /^\/purchasing\/[0-9a-f-]{36}$/, papers: ['/print'] },
  { list: '/bench/shop', link: /^\/bench\/jobs\/[0-9a-f-]{36}$/, papers: ['/ticket'] },
];

async function look(page: Page, path: string): Promise<void> {
  await visit(page, path);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expectAxeClean(page);
  await expectNoSidewaysScroll(page);
}

/** The first address on a page that looks like one of a thing. */
async function firstOf(page: Page, list: string, link: RegExp): Promise<string> {
  await visit(page, list);
  await expect(page.locator('main a[href]').first()).toBeVisible();
  const all = page.locator('main a[href]');
  const hrefs = await all.evaluateAll((links) => links.map((to) => to.getAttribute('href') ?? ''));
  const found = hrefs.find((href) => link.test(href));
  if (!found) throw new Error(`${list} leads to nothing like ${link}`);
  return found;
}

for (const { name, viewport, colorScheme } of lights) {
  test.describe(name, () => {
    test.use({ viewport, colorScheme, signedInAs: people.owner });
    test.describe.configure({ timeout: 120_000 });

    for (const [room, paths] of Object.entries(rooms)) {
      test(`shows ${room}`, async ({ page }) => {
        for (const path of paths) await look(page, path);
      });
    }

    test('shows each thing, and what of it prints', async ({ page }) => {
      for (const { list, link, papers } of things) {
        const thing = await firstOf(page, list, link);
        await look(page, thing);
        for (const paper of papers) await look(page, thing + paper);
      }
    });
  });
}
