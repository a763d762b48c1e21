/** Largest piece that goes through a call, in bytes. */
export const PIECE = 1024 * 1024;

/** A file that is being written into the store. */
export interface FileWriter {
  add(bytes: Uint8Array): void;
  /** Keeps it. */
  end(): { hash: string; size: number };
  /** Throws it away; nothing where it has ended. */
  abandon(): void;
}

/**
 * The files of a profile, each once, under the SHA-256 of its content, without name or type. Uploads come
 * in pieces into `incoming` and move to their place when the last has come and is on the disk.
 */
export interface FileStore {
  /** With `expected` a file of any other hash is thrown away, and its hash is null. */
  put(uploadId: string | undefined, bytes: Uint8Array, last: boolean, expected?: string): { uploadId: string; hash: string | null; size: number };
  /** Stores bytes that are here already, in one go, and gives their hash. */
  keep(bytes: Uint8Array): string;
  /** Begins a file that is written here, piece by piece. */
  begin(): FileWriter;
  /** Errors: `file-not-found`. */
  read(hash: string, offset: number): { bytes: Uint8Array; size: number; next: number | null };
  /** The whole content, in order. Errors: `file-not-found`. */
  pieces(hash: string): Iterable<Uint8Array>;
  has(hash: string): boolean;
  /** In bytes; 0 where there is no such file. */
  size(hash: string): number;
  /** Where it lies. What lies there can be read by `read` and `pieces` alone: it may be encrypted. */
  path(hash: string): string;
  remove(hash: string): void;
  /** Hashes of all files there are. */
  list(): string[];
  /** Removes what earlier runs began and did not finish. */
  clearUnfinished(): void;
}
