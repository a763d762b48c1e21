// Protection 9: anyone on this machine can read command lines, so the browser is told the path of a file that
// leads on to the address, and only its owner can read that file.
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { accessSync, constants, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Random } from '../secret.ts';

export type OpenPorts = {
  /** A folder that only its owner reads. */
  readonly dir: string;
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly random: Random;
  /** The full path of a program. */
  readonly findProgram: (name: string) => string | undefined;
  /** Starts a program; false when it could not be started. */
  readonly run: (program: string, args: readonly string[]) => Promise<boolean>;
};

/** Opens the system's browser. Undefined where there is none; else `remove` takes the file away, once its token is spent. */
export async function openInBrowser(url: string, ports: OpenPorts): Promise<{ remove(): void } | undefined> {
  const opener = openerOf(ports);
  if (!opener) return undefined;
  const file = join(ports.dir, `open-${Buffer.from(ports.random(8)).toString('hex')}.html`);
  const remove = () => rmSync(file, { force: true });
  writeFileSync(file, redirectTo(url), { mode: 0o600, flag: 'wx' });
  if (await ports.run(opener, [file])) return { remove };
  remove();
  return undefined;
}

const LEFTOVER = /^open-[0-9a-f]{16}\.html$/;

/** Takes away the files of a run that was killed; their tokens are good for nothing. */
export function removeLeftovers(dir: string): void {
  for (const name of readdirSync(dir)) if (LEFTOVER.test(name)) rmSync(join(dir, name), { force: true });
}

/** What opens a file with the program that is meant for it; on Linux only where there is a screen. */
function openerOf({ platform, environment, findProgram }: OpenPorts): string | undefined {
  if (platform === 'darwin') return findProgram('open');
  if (platform === 'win32') return findProgram('explorer.exe');
  return environment['DISPLAY'] || environment['WAYLAND_DISPLAY'] ? findProgram('xdg-open') : undefined;
}

/** `url` is one of our own: letters, digits and `:/#=._-`. */
const redirectTo = (url: string): string => `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${url}">
<title>Kith</title>
<p><a href="${url}">Open Kith</a></p>
`;

export function findProgram(name: string): string | undefined {
  for (const dir of (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)) {
    const path = join(dir, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder: the next one.
    }
  }
  return undefined;
}

/** Starts a program that goes on by itself. */
export const runDetached = (program: string, args: readonly string[]): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
