import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { server, site } from './server';

/** A server of a test's own, for tests that kill it. */
export class Process {
  private child?: ChildProcess;
  readonly address: string;

  private constructor(
    private readonly port: number,
    private readonly data: string,
    /** Where another process keeps the database. */
    private readonly database: NodeJS.ProcessEnv = {},
  ) {
    this.address = `http://127.0.0.1:${port}`;
  }

  /** One with nothing in it yet. */
  static fresh(port: number, data: string): Process {
    rmSync(data, { recursive: true, force: true });
    return new Process(port, data);
  }

  /** Another one over the database of this one, which must run and outlive it. */
  beside(port: number): Process {
    const host = encodeURIComponent(this.postmaster()[4] ?? '');
    const url = (user: string) => `postgresql:///bezel?host=${host}&user=${user}`;
    return new Process(port, this.data, {
      DATABASE_URL: url('bezel_app'),
      DATABASE_OWNER_URL: url('bezel_owner'),
      BEZEL_SECRET: readFileSync(`${this.data}/secret`, 'utf8').trim(),
    });
  }

  /** Runs another command of the server on the same data, and returns what it prints. */
  command(...words: string[]): string {
    const run = [...words, '--data', this.data];
    return execFileSync(server, run, { env: this.environment(), encoding: 'utf8' });
  }

  async start(): Promise<void> {
    const words = ['serve', '--port', `${this.port}`, '--data', this.data, '--site', site];
    this.child = spawn(server, words, { env: this.environment(), stdio: 'ignore' });
    await this.ready();
  }

  /** Waits until it serves, however it got there. */
  async ready(): Promise<void> {
    await this.until(true);
  }

  /** Pulls the plug: nothing is finished, nothing is said. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ends it; what it kept is thrown away with the process that made it. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
    if (!this.database.DATABASE_URL) rmSync(this.data, { recursive: true, force: true });
  }

  /** Kills the database under the running server, and waits until the server has noticed. */
  async killPostgres(): Promise<void> {
    process.kill(Number(this.postmaster()[0]), 'SIGKILL');
    await this.until(false);
  }

  /** What Postgres says of itself: its id first, where its socket lies fifth. */
  private postmaster(): string[] {
    return readFileSync(`${this.data}/postgres/data/postmaster.pid`, 'utf8').split('\n');
  }

  private async until(ready: boolean): Promise<void> {
    for (let tries = 0; tries < 600; tries += 1) {
      const answer = await fetch(`${this.address}/readyz`).catch(() => undefined);
      if ((answer?.ok ?? false) === ready) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`the server is ${ready ? 'not ' : 'still '}ready after a minute`);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  private environment(): NodeJS.ProcessEnv {
    const { DATABASE_URL, DATABASE_OWNER_URL, ...rest } = process.env;
    return { ...rest, BEZEL_LOG: 'warn', ...this.database };
  }
}
