// Money in whole cents, reckoned apart from the program's own arithmetic.

/** `1,795.50` or `$1,795.50` in cents. */
export function cents(text: string): number {
  const [, minus, whole, part] = /^(-?)\$?([\d,]+)(?:\.(\d\d?))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) throw new Error(`${text} is no amount`);
  const amount = Number(whole.replaceAll(',', '')) * 100 + Number((part ?? '').padEnd(2, '0'));
  return minus ? -amount : amount;
}

/** Cents as the house writes them in columns: `1,795.50`. */
export function plain(amount: number): string {
  const text = (Math.abs(amount) / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
  return amount < 0 ? `-${text}` : text;
}

/** Cents as the house writes them in a sentence: `$1,795.50`. */
export function dollars(amount: number): string {
  return amount < 0 ? `-$${plain(-amount)}` : `$${plain(amount)}`;
}

/** A share in hundred-thousandths, half a cent away from zero: 8.875 % is 8875. */
export function share(amount: number, hundredThousandths: number): number {
  return Math.floor((amount * hundredThousandths + 50_000) / 100_000);
}

export function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
