import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CallError } from '../../core/call.ts';
import { type FileStore, PIECE } from '../file-store.ts';
import { moveInto } from '../move-into.ts';
import { type VaultKeys, hashNamed, nameOf } from './keys.ts';
import { SealedWriter, openSealed, plainSize } from './sealed-file.ts';

/** The files of an encrypted profile: they are encrypted while they come in, and lie under names that only the key explains. */
export function sealedFiles(root: string, incoming: string, keys: VaultKeys): FileStore {
  const uploads = new Map<string, SealedWriter>();
  const path = (hash: string): string => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw notFound();
    const name = nameOf(hash, keys.names);
    return join(root, name.slice(0, 2), name);
  };
  const partOf = (id: string): string => join(incoming, id);
  const writerOf = (uploadId: string | undefined): { id: string; writer: SealedWriter } => {
    const id = uploadId ?? randomBytes(16).toString('hex');
    const writer = uploadId === undefined ? new SealedWriter(partOf(id), keys.files) : uploads.get(id);
    if (!writer) throw new CallError('upload-not-found', 'This upload is over. Start it again.');
    uploads.set(id, writer);
    return { id, writer };
  };
  const finish = (id: string, writer: SealedWriter): string => {
    uploads.delete(id);
    return writer.end();
  };
  return {
    put(uploadId, bytes, last, expected) {
      if (bytes.length > PIECE) throw new CallError('bad-input', 'A piece of a file is at most 1 MiB.');
      const { id, writer } = writerOf(uploadId);
      writer.add(bytes);
      if (!last) return { uploadId: id, hash: null, size: writer.size };
      const hash = finish(id, writer);
      if (expected !== undefined && hash !== expected) {
        rmSync(partOf(id));
        return { uploadId: id, hash: null, size: writer.size };
      }
      moveInto(partOf(id), path(hash));
      return { uploadId: id, hash, size: writer.size };
    },
    keep(bytes) {
      const writer = this.begin();
      writer.add(bytes);
      return writer.end().hash;
    },
    begin() {
      const { id, writer } = writerOf(undefined);
      return {
        add: (bytes) => writer.add(bytes),
        end() {
          const hash = finish(id, writer);
          moveInto(partOf(id), path(hash));
          return { hash, size: writer.size };
        },
        abandon() {
          if (!uploads.delete(id)) return;
          writer.abandon();
          rmSync(partOf(id));
        },
      };
    },
    read(hash, offset) {
      const file = open(hash);
      try {
        const bytes = file.read(offset, PIECE);
        const end = offset + bytes.length;
        return { bytes, size: file.size, next: end < file.size ? end : null };
      } finally {
        file.close();
      }
    },
    *pieces(hash) {
      const file = open(hash);
      try {
        yield* file.pieces();
      } finally {
        file.close();
      }
    },
    has: (hash) => existsSync(path(hash)),
    size: (hash) => (/^[0-9a-f]{64}$/.test(hash) ? plainSize(statSync(path(hash), { throwIfNoEntry: false })?.size ?? 0) : 0),
    path,
    remove: (hash) => rmSync(path(hash), { force: true }),
    list: () =>
      readdirSync(root)
        .filter((folder) => /^[0-9a-f]{2}$/.test(folder))
        .flatMap((folder) => readdirSync(join(root, folder)))
        .filter((name) => /^[0-9a-f]{64}$/.test(name))
        .map((name) => hashNamed(name, keys.names)),
    clearUnfinished() {
      for (const name of readdirSync(incoming)) rmSync(join(incoming, name), { force: true });
    },
  };

  function open(hash: string) {
    const at = path(hash);
    if (!existsSync(at)) throw new CallError('file-not-found', 'This file is not on this device.');
    return openSealed(at, hash, keys.files);
  }
}

const notFound = () => new CallError('file-not-found', 'This file no longer exists.');
