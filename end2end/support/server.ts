import { resolve } from 'node:path';

const port = process.env.BEZEL_E2E_PORT ?? '4310';
const target = resolve(process.env.CARGO_TARGET_DIR ?? '../target');
export const server = process.env.BEZEL_E2E_SERVER ?? `${target}/debug/server`;
export const site = process.env.BEZEL_E2E_SITE ?? `${target}/site-dev`;
export const data = `/tmp/bezel-end2end-${port}`;

export const address = `http://127.0.0.1:${port}`;

/** A shop of its own: no database of the person who runs the tests is touched. */
export const serve =
  `rm -rf '${data}' && env -u DATABASE_URL -u DATABASE_OWNER_URL ` +
  `'${server}' serve --demo --port ${port} --data '${data}' --site '${site}'`;
