// Files on their way between a page and Kith. No path crosses to the page: it holds a token for each file.
//
//   in    the page asks for an upload (a call), sends the bytes to the token, and names the token in a call
//   out   a call offers a file and answers a token, from which the page fetches the bytes, once
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cleanFileName } from '../core/file-name.ts';
import { newSecret, type Random } from './secret.ts';

/** A file that came in. `name` is what the sender calls it: for showing, and for guessing its kind. */
export type ReceivedFile = { readonly path: string; readonly name: string; readonly size: number };
export type OfferedFile = {
  readonly path: string;
  readonly name: string;
  /** Whether the file was made for this download only, and goes with it. */
  readonly temporary: boolean;
};

export type TransferErrorCode = 'unknown-token' | 'too-large' | 'incomplete';
export class TransferError extends Error {
  override readonly name = 'TransferError';
  readonly code: TransferErrorCode;
  constructor(code: TransferErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export type Transfers = {
  /** A token to which the page may send one file of exactly this size, within ten minutes. */
  expectUpload(file: { name: string; size: number }): string;
  /** Takes the bytes for a token, once. @throws TransferError */
  receive(token: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** A token for a file that is on this machine already: chosen in a dialog or dropped on the window. */
  admit(path: string, name: string): Promise<string>;
  /** The file behind a token, once it is here in full. */
  received(token: string): ReceivedFile | undefined;
  /** Forgets a file that came in, and deletes it where it was sent. */
  release(token: string): Promise<void>;
  /** A path for a file that is being made for a download. */
  temporaryPath(): string;
  /** A token from which a page may fetch the file once, within a minute. */
  offer(file: OfferedFile): string;
  /** The file behind an offer, which is used up by this. */
  take(token: string): OfferedFile | undefined;
  /** Deletes what is left. */
  close(): Promise<void>;
};

const UPLOAD_OPEN_MS = 10 * 60_000;
const OFFER_OPEN_MS = 60_000;

type Upload =
  | { readonly kind: 'expected'; readonly name: string; readonly size: number; readonly until: number }
  | { readonly kind: 'arriving' }
  | { readonly kind: 'here'; readonly file: ReceivedFile; readonly owned: boolean };

/** `dir` is a folder of its own inside the profile; what an earlier run left in it is deleted. */
export async function openTransfers(dir: string, ports: { clock: () => number; random: Random }): Promise<Transfers> {
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const uploads = new Map<string, Upload>();
  const offers = new Map<string, OfferedFile & { readonly until: number }>();
  const temporaryPath = () => join(dir, newSecret(ports.random));

  const receive = async (token: string, bytes: AsyncIterable<Uint8Array>) => {
    const upload = uploads.get(token);
    if (upload?.kind !== 'expected' || upload.until <= ports.clock()) {
      throw new TransferError('unknown-token', 'Nothing is expected under this token: ask for a new one');
    }
    uploads.set(token, { kind: 'arriving' });
    const path = temporaryPath();
    try {
      await pipeline(bytes, exactly(upload.size), createWriteStream(path, { mode: 0o600, flags: 'wx' }));
      uploads.set(token, { kind: 'here', file: { path, name: upload.name, size: upload.size }, owned: true });
    } catch (error) {
      uploads.delete(token);
      await rm(path, { force: true });
      throw error instanceof TransferError ? error : new TransferError('incomplete', 'The file did not arrive in full: send it again');
    }
  };

  return {
    expectUpload({ name, size }) {
      const token = newSecret(ports.random);
      uploads.set(token, { kind: 'expected', name: cleanFileName(name), size, until: ports.clock() + UPLOAD_OPEN_MS });
      return token;
    },
    receive,
    async admit(path, name) {
      const token = newSecret(ports.random);
      const { size } = await stat(path);
      uploads.set(token, { kind: 'here', file: { path, name: cleanFileName(name), size }, owned: false });
      return token;
    },
    received(token) {
      const upload = uploads.get(token);
      return upload?.kind === 'here' ? upload.file : undefined;
    },
    async release(token) {
      const upload = uploads.get(token);
      uploads.delete(token);
      if (upload?.kind === 'here' && upload.owned) await rm(upload.file.path, { force: true });
    },
    temporaryPath,
    offer(file) {
      const token = newSecret(ports.random);
      offers.set(token, { ...file, until: ports.clock() + OFFER_OPEN_MS });
      return token;
    },
    take(token) {
      const offer = offers.get(token);
      offers.delete(token);
      if (!offer || offer.until <= ports.clock()) return undefined;
      const { path, name, temporary } = offer;
      return { path, name, temporary };
    },
    close: () => rm(dir, { recursive: true, force: true }),
  };
}

/** Streams an offered file, and deletes a temporary one when the stream ends, however it ends. */
export function readOffered({ path, temporary }: OfferedFile): ReadStream {
  const stream = createReadStream(path);
  if (temporary) stream.on('close', () => void rm(path, { force: true }));
  return stream;
}

/** Passes bytes on, and fails as soon as they are more, or in the end fewer, than announced. */
function exactly(size: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      seen += chunk.length;
      if (seen > size) done(new TransferError('too-large', 'More arrived than was announced: send the file again'));
      else done(null, chunk);
    },
    flush(done) {
      done(seen === size ? null : new TransferError('incomplete', 'The file did not arrive in full: send it again'));
    },
  });
}
