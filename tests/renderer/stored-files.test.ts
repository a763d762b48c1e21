import { describe, expect, it } from 'vitest';
import type { KithClient } from '../../renderer/api.ts';
import { isPicture, readStoredFile, sendFile } from '../../renderer/stored-files.ts';

const MIB = 1024 * 1024;

/** A store that puts the pieces together again and knows a file by its length. */
function aStore() {
  const pieces: { uploadId: string | undefined; size: number; last: boolean }[] = [];
  const files = {
    put: ({ uploadId, bytes, last }: { uploadId?: string; bytes: Uint8Array; last: boolean }) => {
      pieces.push({ uploadId, size: bytes.length, last });
      const size = pieces.reduce((sum, piece) => sum + piece.size, 0);
      return Promise.resolve({ uploadId: 'u1', hash: last ? String(size) : null, size });
    },
    read: ({ offset }: { offset: number }) => {
      const bytes = new TextEncoder().encode('abcdef').slice(offset, offset + 4);
      return Promise.resolve({ bytes, size: 6, next: offset + 4 < 6 ? offset + 4 : null });
    },
  };
  return { pieces, client: { files } as unknown as KithClient };
}

describe('a file on its way into the store', () => {
  it('goes in pieces of at most 1 MiB, in order, the last one marked', async () => {
    const { pieces, client } = aStore();
    const sent: number[] = [];
    const hash = await sendFile(client, new Blob([new Uint8Array(2 * MIB + 5)]), { onProgress: (bytes) => sent.push(bytes) });
    expect(hash).toBe(String(2 * MIB + 5));
    expect(pieces).toEqual([
      { uploadId: undefined, size: MIB, last: false },
      { uploadId: 'u1', size: MIB, last: false },
      { uploadId: 'u1', size: 5, last: true },
    ]);
    expect(sent).toEqual([MIB, 2 * MIB, 2 * MIB + 5]);
  });

  it('may be empty, and is one piece when it is exactly that long', async () => {
    const empty = aStore();
    await sendFile(empty.client, new Blob([]));
    expect(empty.pieces).toEqual([{ uploadId: undefined, size: 0, last: true }]);
    const whole = aStore();
    await sendFile(whole.client, new Blob([new Uint8Array(MIB)]));
    expect(whole.pieces).toEqual([{ uploadId: undefined, size: MIB, last: true }]);
  });

  it('stops when it is cancelled', async () => {
    const { pieces, client } = aStore();
    const controller = new AbortController();
    const sending = sendFile(client, new Blob([new Uint8Array(3 * MIB)]), { signal: controller.signal, onProgress: () => controller.abort() });
    await expect(sending).rejects.toThrow();
    expect(pieces).toHaveLength(1);
  });
});

it('comes back whole', async () => {
  const blob = await readStoredFile(aStore().client, 'h', 'text/plain');
  expect(await blob.text()).toBe('abcdef');
});

it('is shown as a picture only where drawing it runs nothing', () => {
  expect(isPicture({ type: 'image/png' })).toBe(true);
  expect(isPicture({ type: 'image/svg+xml' })).toBe(false);
  expect(isPicture({ type: 'text/html' })).toBe(false);
});
