// Bytes between the page and the store of files, in pieces, and as addresses for pictures and downloads.
import { useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { cleanFileName } from '../core/file-name.ts';
import { useApi } from './api.ts';
import type { KithClient } from './api.ts';

/** The largest piece that `files.put` takes. */
const PIECE_BYTES = 1024 * 1024;

export interface SendOptions {
  signal?: AbortSignal;
  /** Bytes that are there so far. */
  onProgress?: (sent: number) => void;
}

/** Stores a file and gives its hash. Throws the signal's reason, or a `CallError`. */
export async function sendFile(api: KithClient, file: Blob, { signal, onProgress }: SendOptions = {}): Promise<string> {
  let uploadId: string | undefined;
  for (let from = 0; ; from += PIECE_BYTES) {
    signal?.throwIfAborted();
    const last = from + PIECE_BYTES >= file.size;
    const bytes = new Uint8Array(await file.slice(from, from + PIECE_BYTES).arrayBuffer());
    const answer = await api.files.put({ ...(uploadId === undefined ? {} : { uploadId }), bytes, last });
    uploadId = answer.uploadId;
    onProgress?.(Math.min(file.size, from + PIECE_BYTES));
    if (last) {
      if (answer.hash === null) throw new Error('the last piece of a file was answered without its hash');
      return answer.hash;
    }
  }
}

/** A stored file as a blob. Errors: `file-not-found`. */
export async function readStoredFile(api: KithClient, hash: string, type: string, signal?: AbortSignal): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let offset: number | null = 0; offset !== null; ) {
    const piece: { bytes: Uint8Array; next: number | null } = await api.files.read({ hash, offset }, signal ? { signal } : {});
    pieces.push(new Uint8Array(piece.bytes));
    offset = piece.next;
  }
  return new Blob(pieces, { type });
}

/** Saves a stored file where the person's downloads go, or wherever the browser asks. */
export async function downloadStoredFile(api: KithClient, file: { hash: string; name: string }): Promise<void> {
  // As plain bytes: whatever the file claims to be, it is saved and never shown as a page of ours.
  saveBlob(await readStoredFile(api, file.hash, 'application/octet-stream'), file.name);
}

/** The same for what the page itself has made. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = cleanFileName(name);
  link.click();
  // The download has the bytes once the browser has begun it, which is after this task.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Pictures that a browser draws without running anything. SVG is not among them. */
const PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp']);

export const isPicture = ({ type }: { type: string }): boolean => PICTURES.has(type);

/** The address of a stored picture while a component shows it; undefined until it is there. */
export function useStoredPicture(hash: string | null, type = 'image/jpeg'): { url: string | undefined; isMissing: boolean } {
  const api = useApi();
  const { data: blob, isError } = useQuery({
    queryKey: ['stored picture', hash, type],
    queryFn: ({ signal }) => readStoredFile(api, hash ?? '', type, signal),
    enabled: hash !== null,
  });
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!blob) return;
    const address = URL.createObjectURL(blob);
    setUrl(address);
    return () => {
      URL.revokeObjectURL(address);
      setUrl(undefined);
    };
  }, [blob]);
  return { url: hash === null ? undefined : url, isMissing: isError };
}
