// Reads codes away from the page, so that the camera's picture stays smooth. Loaded only where
// the browser has no decoder of its own.
import init, { decode } from './pkg/decoder.js';

const ready = init({ module_or_path: '/pkg/decoder_bg.wasm' });

onmessage = async ({ data: picture }) => {
  await ready;
  postMessage(decode(picture.data, picture.width, picture.height) ?? null);
};
