import type { FileStore } from '../files.ts';
import type { FilePieceEvent } from './read/json.ts';

/** Puts files together that an import brings in pieces, one file after the other. */
export class IncomingFiles {
  readonly #files: FileStore;
  #current: { sha256: string; uploadId: string | undefined } | undefined;

  constructor(files: FileStore) {
    this.#files = files;
  }

  /** `damaged` is said of what is not the file that it is said to be; it is not kept. */
  add({ sha256, base64, last }: FilePieceEvent): 'in-pieces' | 'whole' | 'damaged' {
    if (this.#current?.sha256 !== sha256) this.#current = { sha256, uploadId: undefined };
    const bytes = Buffer.from(base64, 'base64');
    for (let at = 0; at < bytes.length || at === 0; at += PIECE) {
      const isLast = last && at + PIECE >= bytes.length;
      const { uploadId, hash } = this.#files.put(this.#current.uploadId, bytes.subarray(at, at + PIECE), isLast, sha256);
      this.#current.uploadId = uploadId;
      if (!isLast) continue;
      this.#current = undefined;
      return hash === null ? 'damaged' : 'whole';
    }
    return 'in-pieces';
  }
}

/** Largest piece that the store of files takes, in bytes. */
const PIECE = 1024 * 1024;
