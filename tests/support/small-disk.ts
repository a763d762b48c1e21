import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface SmallDisk {
  /** A folder on it. */
  readonly dir: string;
  /** Leaves so many bytes free, by a file that takes the rest. */
  fillTo(bytes: number): void;
  /** Takes that file away. */
  free(): void;
}

/** A disk of its own, in memory; undefined where this machine lets nobody mount one. It goes when the test ends. */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const mount = mkdtempSync(join(tmpdir(), 'kith-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', mount], { stdio: 'ignore' });
  } catch {
    rmSync(mount, { recursive: true, force: true });
    return undefined;
  }
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', mount]);
    rmSync(mount, { recursive: true, force: true });
  });
  const dir = join(mount, 'profile');
  mkdirSync(dir, { mode: 0o700 });
  const filler = join(mount, 'filler');
  const piece = Buffer.alloc(64 * 1024, 1);
  const freeBytes = (): number => {
    const { bavail, bsize } = statfsSync(mount);
    return bavail * bsize;
  };
  return {
    dir,
    fillTo(bytes) {
      const file = openSync(filler, 'w');
      let size = 0;
      for (let left = freeBytes() - bytes; left > 0; left -= piece.length) size += writeSync(file, piece, 0, Math.min(left, piece.length));
      ftruncateSync(file, size);
      closeSync(file);
    },
    free: () => rmSync(filler, { force: true }),
  };
}
