// Folders that the person granted in the terminal. A page sees a name and a token; only programs here see the path.
import { mkdirSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { newSecret, type Random } from './secret.ts';

const FILE = 'granted-folders.json';
const Grants = z.array(z.object({ token: z.string(), name: z.string(), path: z.string() }));

/** What a page may know of a folder. */
type FolderView = { readonly token: string; readonly name: string };
export type Grant = FolderView & { readonly path: string };

export type GrantedFolders = {
  /** Everything granted, with paths: for the terminal, never for a page. */
  list(): readonly Grant[];
  /** What a page may see. */
  views(): readonly FolderView[];
  /** The path behind a page's token. */
  pathOf(token: string): string | undefined;
  /** Grants a folder that exists; granting it again changes nothing. @throws the system's error when it is not there, or a TypeError when it is no folder. */
  grant(path: string): Grant;
  /** Takes a grant back, by its path or token. False when there was none. */
  revoke(pathOrToken: string): boolean;
};

/** Reads the file anew each time, so that a grant made in the terminal is seen by a running host. */
export function grantedFolders(profileDir: string, random: Random): GrantedFolders {
  const file = join(profileDir, FILE);
  const list = (): readonly Grant[] => {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
    return Grants.parse(JSON.parse(text));
  };
  const keep = (grants: readonly Grant[]) => {
    mkdirSync(profileDir, { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.part`, JSON.stringify(grants, null, 2), { mode: 0o600 });
    renameSync(`${file}.part`, file);
  };

  return {
    list,
    views: () => list().map(({ token, name }) => ({ token, name })),
    pathOf: (token) => list().find((grant) => grant.token === token)?.path,
    grant(given) {
      const path = realpathSync(given);
      if (!statSync(path).isDirectory()) throw new TypeError(`${path} is not a folder: name a folder`);
      const known = list().find((grant) => grant.path === path);
      if (known) return known;
      const grant = { token: newSecret(random), name: basename(path) || path, path };
      keep([...list(), grant]);
      return grant;
    },
    revoke(pathOrToken) {
      const before = list();
      const left = before.filter(({ path, token }) => token !== pathOrToken && path !== pathOrToken && path !== resolved(pathOrToken));
      if (left.length === before.length) return false;
      keep(left);
      return true;
    },
  };
}

/** A folder that is gone can still be revoked by the path it was granted under. */
function resolved(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
