import { people } from '../support/shop';
import { expect, expectAxeClean, hydrated, test, visit } from '../support/test';

const heading = 'Handle,Title,Vendor,Type,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src';

/** A product file of our own, unlike any other test's. */
function productFile(name: string, lines: string[]) {
  const content = [heading, ...lines].join('\r\n');
  return { name, mimeType: 'text/csv', buffer: Buffer.from(content) };
}

const lockets = [
  'oval-locket,Oval locket,Lumen & Co,Pendants,Metal,Silver,OL-S,180,https://pictures.example/locket.jpg',
  'oval-locket,,,,,Gold,OL-G,1240,',
  'round-locket,Round locket,Lumen & Co,Pendants,Title,Default Title,RL-1,210,',
];

test.use({ signedInAs: people.owner });

test('a product file is looked at, imported, and changes nothing the second time', async ({ page }) => {
  await visit(page, '/catalogue/import');
  await expectAxeClean(page);
  await page.getByLabel('Product file').setInputFiles(productFile('lockets.csv', lockets));
  const confirm = page.getByRole('button', { name: 'Import 2 products' });
  await expect(confirm).toBeVisible();
  await expect(page.getByRole('row', { name: /Oval locket/ })).toContainText('$180.00 – $1,240.00');
  await expectAxeClean(page);
  await confirm.click();
  await expect(page.getByText('The catalogue is imported')).toBeVisible();

  await page.getByRole('button', { name: 'Import another file' }).click();
  await page.getByLabel('Product file').setInputFiles(productFile('lockets.csv', lockets));
  await expect(page.getByText('in the catalogue already')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Import/ })).toHaveCount(0);

  await visit(page, '/catalogue?q=oval+lockett');
  const found = page.getByRole('link', { name: 'Oval locket' });
  await expect(found).toBeVisible();
  await expectAxeClean(page);
  await found.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Oval locket' })).toBeVisible();
  await expect(page.getByRole('row', { name: /Gold/ })).toContainText('$1,240.00');
  await expectAxeClean(page);
});

test('errors are named by line, and the good products come in', async ({ page }) => {
  await visit(page, '/catalogue/import');
  const file = productFile('cuffs.csv', [
    'wide-cuff,Wide cuff,Lumen & Co,Bracelets,Title,Default Title,WC-1,340,',
    'thin-cuff,Thin cuff,Lumen & Co,Bracelets,Title,Default Title,TC-1,about 90,',
  ]);
  await page.getByLabel('Product file').setInputFiles(file);
  const error = page.getByRole('table', { name: 'Errors by line' }).getByRole('row').nth(1);
  await expect(error).toContainText('Line 3');
  await expect(error).toContainText('Variant Price');
  await expectAxeClean(page);
  await page.getByRole('button', { name: 'Import 1 product, leave out 1 with errors' }).click();
  await expect(page.getByText('1 left out')).toBeVisible();
});

test.describe('with refusals', () => {
  test.use({ allowedConsole: /422/ });

  test('a style is written by hand, with variants made from its options', async ({ page }) => {
    await visit(page, '/catalogue/new');
    await expectAxeClean(page);
    await page.getByRole('button', { name: 'Save style' }).click();
    await expect(page.getByLabel('Title')).toHaveAttribute('aria-invalid', 'true');

    await page.getByLabel('Title').fill('Garland ring');
    await page.getByLabel('Style number').fill('GR-9');
    await page.getByRole('button', { name: 'Add an option' }).click();
    await page.getByLabel('Values').fill('6, 7');
    await page.getByLabel('Price of 6', { exact: true }).fill('1,480');
    await page.getByLabel('Price of 7', { exact: true }).fill('cheap');
    await page.getByRole('button', { name: 'Save style' }).click();
    await expect(page.getByText('Enter an amount such as 1250')).toBeVisible();
    await expectAxeClean(page);
    await page.getByLabel('Price of 7', { exact: true }).fill('1,520');
    await page.getByRole('button', { name: 'Save style' }).click();

    await expect(page.getByRole('heading', { level: 1, name: 'Garland ring' })).toBeVisible();
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByLabel('Values').fill('6, 7, 8');
    await expect(page.getByLabel('Price of 7', { exact: true })).toHaveValue('1,520.00');
    await expect(page.getByLabel('Price of 8', { exact: true })).toHaveValue('1,480.00');
    await page.getByRole('button', { name: 'Save style' }).click();
    await expect(page.getByRole('row', { name: /^8/ })).toContainText('$1,480.00');
  });

  test('a photo is sent, shown, and no picture is refused', async ({ page }) => {
    await visit(page, '/catalogue/new');
    await page.getByLabel('Title').fill('Photographed pendant');
    await page.getByLabel('Price of One variant').fill('95');
    const photos = page.getByLabel('Add photos');
    await photos.setInputFiles({ name: 'x.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no') });
    await expect(page.getByText('Choose a picture in JPEG, PNG or WebP.')).toBeVisible();
    await photos.setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: dot });
    await expect(page.getByLabel('What it shows')).toBeVisible();
    await page.getByRole('button', { name: 'Save style' }).click();
    const picture = page.getByRole('img', { name: 'The piece' });
    await expect(picture).toBeVisible();
    const answer = await page.request.get((await picture.getAttribute('src')) ?? '');
    expect(answer.headers()['content-type']).toBe('image/jpeg');
    expect(answer.headers()['cache-control']).toContain('immutable');
    expect(answer.headers()['x-content-type-options']).toBe('nosniff');
  });
});

/** A picture of one pixel. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

test('vendors are written down with their lead times', async ({ page }) => {
  await visit(page, '/vendors');
  await expectAxeClean(page);
  await page.getByRole('button', { name: 'New vendor' }).click();
  const dialog = page.getByRole('dialog', { name: 'New vendor' });
  await dialog.getByLabel('Name').fill('Harbour Goldsmiths');
  await dialog.getByLabel('Lead time').fill('soon');
  await dialog.getByRole('button', { name: 'Save vendor' }).click();
  await expect(dialog.getByText('Enter working days')).toBeVisible();
  await expectAxeClean(page);
  await dialog.getByLabel('Lead time').fill('18');
  await dialog.getByRole('button', { name: 'Save vendor' }).click();
  await expect(page.getByRole('row', { name: /Harbour Goldsmiths/ })).toContainText('18 working days');
});

test.describe('for sales', () => {
  test('cost and editing stay away', async ({ page, tablet }) => {
    await visit(page, '/catalogue');
    const href = await page.locator('.style-card-title').first().getAttribute('href');
    const other = await tablet(people.sales);
    await visit(other, href ?? '');
    await expect(other.getByRole('columnheader', { name: 'Price' })).toBeVisible();
    await expect(other.getByRole('columnheader', { name: 'Cost' })).toHaveCount(0);
    await expect(other.getByRole('link', { name: 'Edit' })).toHaveCount(0);
    await other.close();
  });
});
