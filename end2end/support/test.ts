import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

export { expect };

type Fixtures = {
  /** Console messages that the test means to provoke, such as a missing page's status. */
  allowedConsole: RegExp | undefined;
  /** Watches a page that the test opened itself. */
  watch: (page: Page) => void;
};

/** Every page of every test is watched: an error in its console fails the test. */
export const test = base.extend<Fixtures>({
  allowedConsole: [undefined, { option: true }],
  watch: [
    async ({ page, allowedConsole }, use) => {
      const errors: string[] = [];
      const note = (text: string) => {
        if (!allowedConsole?.test(text)) errors.push(text);
      };
      const watch = (watched: Page) => {
        watched.on('console', (message) => {
          if (message.type() === 'error') note(`${message.text()} (${message.location().url})`);
        });
        watched.on('pageerror', (error) => note(String(error)));
      };
      watch(page);
      await use(watch);
      expect(errors, 'errors in the browser console').toEqual([]);
    },
    { auto: true },
  ],
});

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
