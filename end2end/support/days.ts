// Days as the store in New York counts them, reckoned apart from the program's own calendar.

const ONE = 86_400_000;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Today in the store, as a date field takes it. */
export function today(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(new Date());
}

/** A day from now, as a date field takes it. */
export function inDays(days: number): string {
  return plus(today(), days);
}

/** So many working days after a day. */
export function workingDaysAfter(day: string, count: number): string {
  let left = count;
  let at = day;
  while (left > 0) {
    at = plus(at, 1);
    if (![0, 6].includes(new Date(`${at}T00:00Z`).getUTCDay())) left -= 1;
  }
  return at;
}

/** As the house writes it: `9 Dec 2026`. */
export function written(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}

/** As the customer reads it: `Wednesday, 9 December 2026`. */
export function spelledOut(day: string): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Date(`${day}T00:00Z`).toLocaleDateString('en-GB', { ...options, timeZone: 'UTC' });
  const date = part({ day: 'numeric', month: 'long', year: 'numeric' });
  return `${part({ weekday: 'long' })}, ${date}`;
}

function plus(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * ONE).toISOString().slice(0, 10);
}
