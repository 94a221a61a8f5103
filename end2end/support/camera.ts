// What a camera sees, for Chromium's fake one: pictures of codes, made here.
import { writeFileSync } from 'node:fs';

const width = 320;
const height = 240;

/** Code 128 of `P100001`, bar by bar. */
export const bars = [
  '.....##.#..#....###.###.##.#.###.####.##..#...#..##.##..##..##..##.##..##..#.#....##...###.#.##.....',
];

/** Data Matrix of `2215877046`. */
export const square = [
  '#.#.#.#.#.#.',
  '##...#..##.#',
  '#.#.#.....#.',
  '#..###..#..#',
  '###......#..',
  '#..#.##.#.##',
  '##..#.#####.',
  '#....#..####',
  '#...#.#.###.',
  '###.#.####.#',
  '#.####.##.#.',
  '############',
];

/** A picture in which a code lies on light paper. Bars are made tall. */
function frame(code: string[]): Buffer {
  const columns = code[0]?.length ?? 1;
  const scale = Math.floor((width * 0.9) / columns);
  const size = code.length === 1 ? scale : Math.floor((height * 0.7) / code.length);
  const tall = code.length === 1 ? height / 2 : size * code.length;
  const left = Math.floor((width - columns * size) / 2);
  const top = Math.floor((height - tall) / 2);
  const luma = Buffer.alloc(width * height, 215);
  for (let y = 0; y < tall; y += 1) {
    const row = code.length === 1 ? code[0] : code[Math.floor(y / size)];
    for (let x = 0; x < columns * size; x += 1) {
      if (row?.[Math.floor(x / size)] === '#') luma[(top + y) * width + left + x] = 30;
    }
  }
  // Grey all over: a quarter as many values for each of the two colours.
  return Buffer.concat([luma, Buffer.alloc((width * height) / 2, 128)]);
}

/** Writes a film in which each code is seen for two seconds, over and over. */
export function film(path: string, codes: string[][]): void {
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  const frames = codes.flatMap((code) => Array<Buffer>(20).fill(frame(code)));
  const mark = Buffer.from('FRAME\n');
  writeFileSync(path, Buffer.concat([head, ...frames.flatMap((each) => [mark, each])]));
}
