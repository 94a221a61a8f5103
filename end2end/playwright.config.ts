import { defineConfig } from '@playwright/test';
import { chromium } from './support/chromium';
import { address, serve } from './support/server';

export default defineConfig({
  testDir: './tests',
  outputDir: './test-results',
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // A test that passes at the second try hides a race.
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/results.json' }]],
  use: {
    baseURL: address,
    // The tablet on the counter.
    viewport: { width: 1024, height: 768 },
    hasTouch: true,
    locale: 'en-US',
    timezoneId: 'America/New_York',
    // Long enough for a slow machine, and short of the test's own end.
    actionTimeout: 20_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: chromium,
  },
  webServer: {
    command: serve,
    url: `${address}/readyz`,
    timeout: 60_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
