import { type BrowserContextOptions, type Page, test as base, expect } from '@playwright/test';
import { ShopApi } from './api';
import { nobody } from './page';
import { address } from './server';
import { type Person, signIn, stores } from './shop';

export { expect };
export { expectAxeClean, expectNoSidewaysScroll, hydrated, nobody, visit } from './page';

type Session = Exclude<BrowserContextOptions['storageState'], undefined>;

type Fixtures = {
  /** Console messages that the test means to provoke, such as a missing page's status. */
  allowedConsole: RegExp | undefined;
  /** Who is signed in already when the test begins. */
  signedInAs: Person | undefined;
  /** Watches a page that the test opened itself. */
  watch: (page: Page) => void;
  /** Opens a tablet on which somebody is signed in. */
  tablet: (person: Person, options?: BrowserContextOptions) => Promise<Page>;
};

type WorkerFixtures = {
  /** What a browser keeps of somebody who signed in; everybody signs in once a worker. */
  session: (person: Person) => Promise<Session>;
  /** The machine interface of the demo's first store. */
  api: ShopApi;
};

/** Every page of every test is watched: an error in its console fails the test. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  allowedConsole: [undefined, { option: true }],
  signedInAs: [undefined, { option: true }],
  storageState: async ({ signedInAs, session, storageState }, use) => {
    await use(signedInAs ? await session(signedInAs) : storageState);
  },
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
  tablet: async ({ browser, session, watch }, use) => {
    const opened: Page[] = [];
    await use(async (person, options = {}) => {
      const storageState = await session(person);
      const page = await (await browser.newContext({ ...options, storageState })).newPage();
      watch(page);
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.context().close();
  },
  session: [
    async ({ browser }, use) => {
      const known = new Map<string, { session: Promise<Session>; used: number }>();
      const enter = async (person: Person) => {
        const context = await browser.newContext({ baseURL: address, storageState: nobody });
        await signIn(await context.newPage(), person);
        const session = await context.storageState();
        await context.close();
        return session;
      };
      // Whoever was away for ten minutes is locked out, and a slow machine takes as long over others.
      const fresh = 4 * 60_000;
      await use((person) => {
        const before = known.get(person.email);
        const now = Date.now();
        const session = before && now - before.used < fresh ? before.session : enter(person);
        known.set(person.email, { session, used: now });
        return session;
      });
    },
    { scope: 'worker' },
  ],
  api: [
    async ({}, use) => {
      await use(ShopApi.open(stores.first));
    },
    { scope: 'worker' },
  ],
});
