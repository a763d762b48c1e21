// The files of the page, and nothing else on this disk: for the window's scheme and the browser host.
import { realpath, stat } from 'node:fs/promises';
import nativePath, { type PlatformPath } from 'node:path';
import { isReservedFileName } from '../core/file-name.ts';

/** NUL and control characters, and what Windows takes for a separator, a drive or a stream. */
// oxlint-disable-next-line no-control-regex
const NEVER_IN_PATHS = /[\u0000-\u001f\\:]/;

/**
 * Where the file of a web address's path would be, below `root`; undefined when the path leads elsewhere.
 * Looks at names only: `realPageFile` looks at the disk. `path` is for testing the rules of another system.
 */
export function pathInside(root: string, pathname: string, path: PlatformPath = nativePath): string | undefined {
  const decoded = decodedOnce(pathname);
  if (decoded === undefined || !decoded.startsWith('/') || NEVER_IN_PATHS.test(decoded)) return undefined;
  if (decoded.split('/').some(isReservedFileName)) return undefined;
  const file = path.resolve(root, `.${decoded}`);
  return isBelow(root, file, path) ? file : undefined;
}

/** The file on the disk, links resolved; undefined when there is none, or when it is not below `root`. */
export async function realPageFile(root: string, pathname: string): Promise<{ path: string; size: number } | undefined> {
  const file = pathInside(root, pathname === '/' ? '/index.html' : pathname);
  if (!file) return undefined;
  try {
    const [realRoot, path] = await Promise.all([realpath(root), realpath(file)]);
    if (!isBelow(realRoot, path, nativePath)) return undefined;
    const found = await stat(path);
    return found.isFile() ? { path, size: found.size } : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && MISSING.has(error.code)) return undefined;
    throw error;
  }
}

const MISSING: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP']);

function isBelow(root: string, file: string, path: PlatformPath): boolean {
  const way = path.relative(root, file);
  return way !== '' && way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

/** What was encoded twice stays a name that no file has. */
function decodedOnce(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** By extension; what the page is not made of is bytes and nothing more. */
export const contentTypeOf = (path: string): string => TYPES[nativePath.extname(path).toLowerCase()] ?? 'application/octet-stream';
