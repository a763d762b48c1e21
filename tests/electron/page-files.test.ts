import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, posix, win32, type PlatformPath } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentTypeOf, pathInside, realPageFile } from '../../electron/page-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const SYSTEMS = [
  { system: 'POSIX', path: posix, root: '/opt/kith/page', canary: '/opt/kith/canary.txt', sibling: '/opt/kith/page-evil' },
  { system: 'Windows', path: win32, root: 'C:\\Kith\\page', canary: 'C:\\Kith\\canary.txt', sibling: 'C:\\Kith\\page-evil' },
] as const;

/** Ways up, in every spelling that some decoder somewhere has taken for one. */
const UPS = ['..', '%2e%2e', '.%2e', '%2E.', '..%00', '%252e%252e', '..;', '.. ', '...', '%c0%ae%c0%ae', '%uff0e%uff0e', '．．'];
const SEPARATORS = ['/', '%2f', '%2F', '\\', '%5c', '//', '/./', '%252f', '%c0%af', '∕'];
const TARGETS = ['canary.txt', 'page-evil/canary.txt', 'canary.txt%00.html', 'canary.txt::$DATA'];
const ABSOLUTE = ['//etc/passwd', '/%2fetc/passwd', '/C:/Windows/win.ini', '/C:%5cWindows%5cwin.ini', '/%5c%5cserver%5cshare%5cx', '//server/share/x', '/file:///etc/passwd', '/..', '/.', '/%2e', '', 'index.html', '..', '/%', '/%zz', '/%ff'];
const PAYLOADS = [...UPS.flatMap((up) => SEPARATORS.flatMap((separator) => [`/${up}${separator}canary.txt`, `/assets/${up}${separator}${up}${separator}canary.txt`])), ...TARGETS.map((target) => `/..%2f${target}`), ...ABSOLUTE];

describe.each(SYSTEMS)('an address on $system', ({ path, root, canary, sibling }: { path: PlatformPath; root: string; canary: string; sibling: string }) => {
  it(`leads nowhere outside the page, whatever its spelling`, () => {
    expect(PAYLOADS.length).toBeGreaterThan(200);
    for (const payload of PAYLOADS) {
      const file = pathInside(root, payload, path);
      if (file === undefined) continue;
      expect(file.startsWith(root + path.sep), payload).toBe(true);
      expect([canary, sibling].some((outside) => file.startsWith(outside)), payload).toBe(false);
      expect(file.slice(root.length), payload).not.toMatch(path === win32 ? /[\0:]/ : /[\0\\:]/);
    }
  });

  it('leads nowhere outside the page, whatever else it is', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...UPS, ...SEPARATORS, ...TARGETS), fc.string({ maxLength: 4 })), { maxLength: 12 }), (parts) => {
        const file = pathInside(root, `/${parts.join('')}`, path);
        if (file !== undefined) expect(path.relative(root, file)).not.toMatch(/^\.\.(?:[/\\]|$)|^$|^[A-Za-z]:/);
      }),
    );
  });

  it('leads to the files of the page', () => {
    expect(pathInside(root, '/index.html', path)).toBe(path.join(root, 'index.html'));
    expect(pathInside(root, '/assets/K%C3%BCche%20%26.js', path)).toBe(path.join(root, 'assets', 'Küche &.js'));
  });

  it.each(['/con', '/assets/NUL', '/aux.txt', '/com1.x.y'])('does not reach the device %s', (address) => {
    expect(pathInside(root, address, path)).toBeUndefined();
  });
});

describe('a file of the page', () => {
  it('is read from its folder and not through a link out of it', async () => {
    const dir = temporaryFolder();
    const root = join(dir, 'page');
    mkdirSync(join(root, 'assets'), { recursive: true });
    writeFileSync(join(root, 'index.html'), 'page');
    writeFileSync(join(dir, 'canary.txt'), 'canary');
    symlinkSync(join(dir, 'canary.txt'), join(root, 'link.txt'));
    symlinkSync(dir, join(root, 'up'));
    symlinkSync(join(root, 'index.html'), join(root, 'inner.html'));
    expect(await realPageFile(root, '/')).toEqual({ path: join(root, 'index.html'), size: 4 });
    expect(await realPageFile(root, '/inner.html')).toEqual({ path: join(root, 'index.html'), size: 4 });
    for (const path of ['/link.txt', '/up/canary.txt', '/assets', '/nothing', '/index.html/x', `/${'x'.repeat(300)}`]) {
      expect(await realPageFile(root, path), path).toBeUndefined();
    }
  });

  it('is what its extension says, and else only bytes', () => {
    expect(contentTypeOf('/page/a.JS')).toBe('text/javascript; charset=utf-8');
    expect(contentTypeOf('/page/a.woff2')).toBe('font/woff2');
    expect(contentTypeOf('/page/a.exe')).toBe('application/octet-stream');
    expect(contentTypeOf('/page/a')).toBe('application/octet-stream');
  });
});
