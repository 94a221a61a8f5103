/** Reads comma-separated values into a record for each row, by the names of the first. */
export function parse(text: string): Record<string, string>[] {
  const [head, ...rows] = cells(text.replace(/^\u{feff}|^ï»¿/u, ''));
  return rows.map((row) => Object.fromEntries((head ?? []).map((name, i) => [name, row[i] ?? ''])));
}

/** Rows of cells; a quoted cell may hold commas, line ends and doubled quotes. */
function cells(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === ',') continue;
    if (row.some((cell) => cell !== '')) rows.push(row);
    row = [];
  }
  return rows;
}
