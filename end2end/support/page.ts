import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** A browser in which nobody ever signed in, whoever the test's own page belongs to. */
export const nobody = { cookies: [], origins: [] };

/** Waits until the bundle has taken over: what is typed before that is lost. */
export async function hydrated(page: Page): Promise<void> {
  await page.locator('body[data-hydrated]').waitFor({ state: 'attached' });
}

/** Goes there and waits for hydration. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
}

/** Checks the page as it is now against WCAG 2.2 AA. */
export async function expectAxeClean(page: Page): Promise<void> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    at: nodes.map((node) => node.html),
  }));
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
}

/** Nothing is cut off at the side, and the page itself does not scroll that way. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const over = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(over, `pixels beyond the side of ${page.url()}`).toBeLessThanOrEqual(0);
}
