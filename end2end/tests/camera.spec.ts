// Scanning with the camera. Debian's Chromium reads no codes by itself, so that what is read here
// is read by our own decoder.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bars, film, square } from '../support/camera';
import { chromium } from '../support/chromium';
import { people } from '../support/shop';
import { expect, expectAxeClean, expectNoSidewaysScroll, test, visit } from '../support/test';

const phone = { width: 390, height: 844 };
const codes = join(tmpdir(), `bezel-codes-${process.pid}.y4m`);
film(codes, [bars, square]);

test.use({
  viewport: phone,
  signedInAs: people.jeweler,
  launchOptions: {
    ...chromium,
    args: [
      ...chromium.args,
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${codes}`,
    ],
  },
});

test.describe('with leave to use the camera', () => {
  test.use({ permissions: ['camera'] });

  test('bars and squares are read one after the other, and the camera stops', async ({ page }) => {
    // The page's own way to the camera, with a note of what it was given.
    await page.addInitScript(() => {
      const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      const given: MediaStream[] = [];
      Object.assign(window, { given });
      navigator.mediaDevices.getUserMedia = async (asked) => {
        const stream = await open(asked);
        given.push(stream);
        return stream;
      };
    });
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    await visit(page, '/scan?do=hand-over');
    expect(loaded.filter((path) => path.includes('decoder'))).toEqual([]);

    await page.getByRole('button', { name: 'Scan with the camera' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('P100001')).toBeVisible({ timeout: 30_000 });
    await expectAxeClean(page);
    await expectNoSidewaysScroll(page);
    const waiting = page.getByRole('list', { name: 'Waiting' }).getByRole('listitem');
    // The report's number names the stone.
    await expect(waiting).toHaveCount(2, { timeout: 30_000 });
    expect(loaded).toContain('/pkg/decoder_bg.wasm');

    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toBeHidden();
    await expect(waiting.filter({ hasText: 'P100001' })).toHaveCount(1);
    await expect(waiting.filter({ hasText: '1.01 ct diamond' })).toHaveCount(1);
    const states = () =>
      page.evaluate(() => {
        const { given } = window as unknown as { given: MediaStream[] };
        return given.flatMap((stream) => stream.getTracks().map((track) => track.readyState));
      });
    await expect.poll(states).toEqual(['ended']);
  });

  test('the stock’s box takes what the camera reads', async ({ page }) => {
    await visit(page, '/stock');
    await page.getByRole('button', { name: 'Scan with the camera' }).click();
    await expect(page).toHaveURL(/\/stock(\/[0-9a-f-]{36}|\?q=2215877046)$/, { timeout: 30_000 });
    await expect(page.getByRole('dialog')).toBeHidden();
  });
});

test('without leave one is told so, and can type', async ({ page }) => {
  await visit(page, '/scan');
  await page.getByRole('button', { name: 'Scan with the camera' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/^The camera may not be used here\./)).toBeVisible();
  await expectAxeClean(page);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('textbox', { name: 'Code' }).fill('SAFE-1');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/stock\?location=/);
});
