import { execFileSync } from 'node:child_process';
import { address, data, server } from './server';

export type Customer = { id: string; name: string };
export type Taken = { id: string; number: string };

/** An order as far as the tests look at it. */
export type Order = Taken & {
  version: number;
  state: string;
  held: boolean;
  estimate: string;
  balance: string;
  payments: unknown[];
  lines: { id: string }[];
};

/** What became of word of a web shop's order. */
export type Imported = {
  outcome: string;
  order: string | null;
  number: string | null;
  parked: { kind: string }[];
};

/** A style of the catalogue with what it is sold as. */
export type Style = {
  title: string;
  vendor_name: string | null;
  category: string;
  options: string[];
  variants: { id: string; values: string[]; sku: string | null; price: { amount: string } }[];
};

/** What half of that order's total comes to with the tax of New York City, and the other half. */
export const halves = { deposit: '$544.38', balance: '$544.37', total: '$1,088.75' };

/** The steps from a paid deposit to the piece on the shelf. */
const WAY = ['place_with_vendor', 'receive', 'start_check', 'pass_check'] as const;

/** The machine interface, by which tests set up what they need and look at what came of it. */
export class ShopApi {
  private constructor(private readonly key: string) {}

  /** Opens it for one store, with a key of its own. */
  static open(store: string): ShopApi {
    const words = ['api-key', 'create', 'browser tests', '--store', store, '--data', data];
    const { DATABASE_URL, DATABASE_OWNER_URL, ...rest } = process.env;
    const printed = execFileSync(server, words, { env: rest, encoding: 'utf8', stdio: 'pipe' });
    return new ShopApi(printed.trim().split(/\s+/).at(-1) ?? '');
  }

  /** A customer whom no other test knows. */
  async newCustomer(name: string): Promise<Customer> {
    const email = `${crypto.randomUUID()}@mail.example`;
    return this.post('/customers', { name, email, email_consent: true });
  }

  async ordersOf(customer: Customer): Promise<Taken[]> {
    return (await this.get<{ items: Taken[] }>(`/orders?customer=${customer.id}`)).items;
  }

  /** An order for one described piece of $1,000, with its deposit paid unless said otherwise. */
  async takeOrder(customer: Customer, more: object = {}): Promise<Taken> {
    return this.post('/orders', {
      kind: 'special_order',
      customer: customer.id,
      lines: [{ description: 'Oval signet, onyx', quantity: 1, unit_price: '1000.00' }],
      delivery: 'pick_up',
      payment: { amount: '544.38', method: 'card_terminal', reference: '' },
      ...more,
    });
  }

  /** The same, brought as far as the shelf. */
  async takeReadyOrder(customer: Customer, more: object = {}): Promise<Taken> {
    const taken = await this.takeOrder(customer, more);
    for (const action of WAY) await this.act(taken.id, action);
    return taken;
  }

  async order(id: string): Promise<Order> {
    return this.get(`/orders/${id}`);
  }

  async act(id: string, action: string, details: object = {}): Promise<void> {
    const { version, lines } = await this.order(id);
    const needed = action === 'place_with_vendor' ? await this.purchase(lines) : {};
    await this.post(`/orders/${id}/actions`, { action, version, details: { ...needed, ...details } });
  }

  /** Tells of a web shop's order, as its adapter would. */
  async importOrder(said: object): Promise<Imported> {
    return this.post('/orders/import', said);
  }

  /** Has the vendor supply what a web order needs, as far as it is not promised from stock. */
  async fulfil(id: string): Promise<void> {
    const { actions } = await this.get<{ actions: { action: string }[] }>(`/orders/${id}`);
    if (actions.some(({ action }) => action === 'take_from_stock')) {
      return this.act(id, 'take_from_stock');
    }
    await this.act(id, 'place_with_vendor');
    await this.act(id, 'receive');
  }

  async vendors(): Promise<{ id: string; name: string }[]> {
    return (await this.get<{ items: { id: string; name: string }[] }>('/catalogue/vendors')).items;
  }

  /** All styles of the catalogue, in full. */
  async styles(): Promise<Style[]> {
    type Page = { items: { id: string }[]; next: string | null };
    const styles: Style[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: Page = await this.get<Page>(next ? `/catalogue/styles?cursor=${next}` : '/catalogue/styles');
      for (const { id } of page.items) styles.push(await this.get<Style>(`/catalogue/styles/${id}`));
      next = page.next;
    }
    return styles;
  }

  private async purchase(lines: { id: string }[]): Promise<object> {
    const [vendor] = await this.vendors();
    const costs = lines.map((line) => ({ line: line.id, unit_cost: '410.00' }));
    return { vendor: vendor?.id, costs };
  }

  private get<T>(path: string): Promise<T> {
    return this.call('GET', path);
  }

  private post<T>(path: string, body: object): Promise<T> {
    return this.call('POST', path, body);
  }

  private async call<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}
