// What every journey starts from: a fresh profile, a browser host on it, and a page that may do nothing wrong.
// A test fails on any violation of the CSP, any error in the console or the page, and any request that
// leaves this machine.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test as base, expect } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import type { DeviceSettings } from '../../core/api/profile.ts';
import { setDeviceSettings } from '../../db/settings.ts';
import { openStore } from '../../db/store.ts';
import { systemPorts } from '../../electron/workers/ports.ts';
import { DATABASE_NAME } from '../../electron/workers/worker-data.ts';

export { expect };

const ROOT = new URL('../../', import.meta.url).pathname;
/** As `npm start` has it: built. */
const PROGRAM = join(ROOT, 'out/main/electron/cli.js');

export interface Kith {
  /** The folder of the profile. */
  readonly profile: string;
  /** Runs a command of the terminal on the profile and gives what it printed; the host must not be running for one that writes. */
  terminal: (...args: string[]) => Promise<string>;
  /** Invented people, the same for the same numbers. Before `start`. */
  seed: (people: { contacts: number; entries: number; reminders?: number; seed?: number }) => Promise<void>;
  /** Settings of this device. Before `start`; without it Kith is past its first start. */
  setDevice: (settings: Partial<DeviceSettings>) => void;
  /** Starts the host, signs the page in, and waits until Kith shows: Today, or the screen of this address. */
  start: (path?: string) => Promise<Page>;
  /** Ends the host: orderly, or as a crash would. */
  stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  /** Ends the host and starts it again; the page goes to the new address, and there to this screen. */
  restart: (path?: string) => Promise<Page>;
  /** Something the page may say: an error that a journey brings about on purpose. */
  allow: (problem: RegExp) => void;
}

export const test = base.extend<{ kith: Kith }>({
  kith: async ({ context, page }, use) => {
    const profile = realpathSync(mkdtempSync(join(tmpdir(), 'kith-journey-')));
    const allowed: RegExp[] = [];
    const problems = await watch(context);
    let host: Host | undefined;

    const setDevice = (settings: Partial<DeviceSettings>) => {
      const store = openStore(join(profile, DATABASE_NAME), systemPorts);
      setDeviceSettings(store, settings);
      store.close();
    };
    const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') => {
      await host?.stop(signal);
      host = undefined;
    };
    const start = async (path?: string) => {
      host = await startHost(profile);
      await page.goto(host.url);
      await expect(page.getByRole('main')).toBeVisible();
      if (path !== undefined) {
        await page.evaluate((hash) => {
          location.hash = hash;
        }, path);
      }
      return page;
    };

    setDevice({ onboarded: true });
    await use({
      profile,
      terminal: (...args) => runTerminal([...args, '--profile', profile]),
      seed: async ({ contacts, entries, reminders = 0, seed = 1 }) => void (await runTerminal(['seed', '--contacts', String(contacts), '--entries', String(entries), '--reminders', String(reminders), '--seed', String(seed), '--profile', profile])),
      setDevice,
      start,
      stop,
      async restart(path) {
        // A page that loses its host tries to reach it, which the console calls an error.
        await page.goto('about:blank');
        await stop();
        return start(path);
      },
      allow: (problem) => allowed.push(problem),
    });
    await page.close();
    await stop();
    rmSync(profile, { recursive: true, force: true });
    expect(problems.filter((problem) => !allowed.some((each) => each.test(problem)))).toEqual([]);
  },
});

interface Host {
  url: string;
  stop: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
}

async function startHost(profile: string): Promise<Host> {
  const child = spawn(process.execPath, [PROGRAM, 'serve', '--no-open', '--json', '--profile', profile], { stdio: ['ignore', 'pipe', 'inherit'] });
  const first = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the host ended with ${code} before it said its address`)));
  });
  const answer = JSON.parse(first) as { url?: string };
  if (!answer.url) throw new Error(`the host did not start: ${first}`);
  return { url: answer.url, stop: (signal) => ended(child, signal) };
}

function ended(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

function runTerminal(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.once('close', (code) => (code === 0 ? resolve(out) : reject(new Error(`kith ${args.join(' ')} ended with ${code}: ${out}`))));
  });
}

/** Notes whatever goes wrong in any page, and lets nothing leave this machine. */
async function watch(context: BrowserContext): Promise<string[]> {
  const problems: string[] = [];
  await context.exposeBinding('kithViolation', (_source, violation: string) => problems.push(`CSP: ${violation}`));
  await context.addInitScript(() => {
    const tell = (window as unknown as { kithViolation: (violation: string) => void }).kithViolation;
    document.addEventListener('securitypolicyviolation', (event) => tell(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
  });
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  context.on('weberror', (failure) => problems.push(`page: ${failure.error().stack || failure.error().message || String(failure.error())}`));
  await context.route('**', (route) => {
    const { hostname } = new URL(route.request().url());
    if (hostname === '127.0.0.1' || hostname.endsWith('.localhost')) return route.continue();
    problems.push(`outbound request: ${route.request().url()}`);
    return route.abort();
  });
  return problems;
}
