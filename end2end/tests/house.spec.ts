import { expect, expectAxeClean, hydrated, test } from '../support/test';

test('the process says that it is alive and ready', async ({ request }) => {
  for (const path of ['/healthz', '/readyz']) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(200);
  }
});

test('the first page comes alive and is accessible', async ({ page }) => {
  const answer = await page.goto('/');
  expect(answer?.status()).toBe(200);
  await hydrated(page);
  await expectAxeClean(page);
});

test('every page forbids scripts that are not ours', async ({ request }) => {
  const answer = await request.get('/');
  const policy = answer.headers()['content-security-policy'];
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'wasm-unsafe-eval'/);
  expect(policy).not.toContain('unsafe-inline');
  expect(answer.headers()['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
});

test.describe('an address that leads nowhere', () => {
  test.use({ allowedConsole: /404/ });

  test('says so, and gives no hints', async ({ page }) => {
    const answer = await page.goto('/no/such/page');
    expect(answer?.status()).toBe(404);
    await hydrated(page);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAxeClean(page);
  });
});

test('a change that another site asks for is refused', async ({ request }) => {
  const page = await (await request.get('/sign-in')).text();
  const address = /action="(\/api\/ui\/[^"]+)"/.exec(page)?.[1];
  const answer = await request.post(address ?? '', {
    headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  });
  expect(answer.status()).toBe(403);
});
