// Takes a tar apart that must be exactly what its manifest says.
import { createHash } from 'node:crypto';
import type { Watch } from './archive.ts';
import { LARGEST_MANIFEST, MANIFEST_NAME, type Manifest } from './manifest.ts';
import { refuse } from './refusal.ts';
import { TAR_BLOCK, TAR_END, readTarHeader, tarPadding } from './tar.ts';

/** Takes the bytes of one part, in order; `end` when it was found to be what the manifest says. */
export interface PartSink {
  write(bytes: Uint8Array): void | Promise<void>;
  end(): void | Promise<void>;
}

export class TarReader {
  readonly #source: AsyncGenerator<Buffer>;
  readonly #progress: Watch['progress'];
  #rest: Buffer = Buffer.alloc(0);
  #done = 0;

  constructor(source: AsyncGenerator<Buffer>, { progress }: Watch) {
    this.#source = source;
    this.#progress = progress;
  }

  async manifest(): Promise<string> {
    const entry = await this.#header();
    if (entry === 'end' || entry?.name !== MANIFEST_NAME || entry.bytes > LARGEST_MANIFEST) throw refuse('not-a-backup');
    const pieces: Buffer[] = [];
    await this.#take(entry.bytes, (piece) => void pieces.push(Buffer.from(piece)));
    await this.#padding(entry.bytes);
    return Buffer.concat(pieces).toString();
  }

  async part({ name, bytes, sha256 }: Manifest['parts'][number], sink: PartSink | undefined): Promise<void> {
    const entry = await this.#header();
    if (entry === undefined || entry === 'end' || entry.name !== name || entry.bytes !== bytes) throw refuse('not-a-backup');
    const hash = createHash('sha256');
    await this.#take(bytes, (piece) => {
      hash.update(piece);
      return sink?.write(piece);
    });
    await this.#padding(bytes);
    if (hash.digest('hex') !== sha256) throw refuse('altered');
    await sink?.end();
  }

  async end(): Promise<void> {
    let isEmpty = true;
    await this.#take(TAR_END.length, (piece) => void (isEmpty &&= piece.every((byte) => byte === 0)));
    if (!isEmpty || this.#rest.length > 0 || !(await this.#source.next()).done) throw refuse('not-a-backup');
  }

  async close(): Promise<void> {
    await this.#source.return(undefined);
  }

  async #header(): Promise<ReturnType<typeof readTarHeader>> {
    const pieces: Buffer[] = [];
    await this.#take(TAR_BLOCK, (piece) => void pieces.push(Buffer.from(piece)));
    return readTarHeader(Buffer.concat(pieces));
  }

  async #padding(bytes: number): Promise<void> {
    await this.#take(tarPadding(bytes), () => undefined);
  }

  async #take(bytes: number, use: (piece: Buffer) => void | Promise<void>): Promise<void> {
    for (let left = bytes; left > 0; ) {
      if (this.#rest.length === 0) {
        const { value, done } = await this.#source.next();
        if (done) throw refuse('not-a-backup');
        this.#rest = value;
      }
      const piece = this.#rest.subarray(0, Math.min(left, this.#rest.length));
      this.#rest = this.#rest.subarray(piece.length);
      left -= piece.length;
      this.#done += piece.length;
      await use(piece);
      this.#progress(this.#done);
    }
  }
}
