// Protection 11: no dialog and no shell. Files come and go by the token that a call handed out, in chunks.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { readOffered, TransferError, type TransferErrorCode, type Transfers } from '../transfers.ts';
import { refusal, type Refusal } from './refusal.ts';

const STATUS: Readonly<Record<TransferErrorCode, number>> = { 'unknown-token': 404, 'too-large': 413, incomplete: 400 };

/** Takes an upload; the file is then known to calls by the same token. */
export async function receiveUpload(request: IncomingMessage, token: string, transfers: Transfers): Promise<Refusal | undefined> {
  try {
    await transfers.receive(token, request.iterator({ destroyOnReturn: false }));
    return undefined;
  } catch (error) {
    if (!(error instanceof TransferError)) throw error;
    return refusal(STATUS[error.code], error.code, error.message);
  }
}

/** Sends an offered file, as bytes to be saved whatever they are: never shown, never run. */
export async function sendDownload(response: ServerResponse, token: string, transfers: Transfers): Promise<Refusal | undefined> {
  const file = transfers.take(token);
  if (!file) return refusal(404, 'unknown-token', 'This download was used or is too old: ask for it again');
  const { size } = await stat(file.path);
  response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': attachmentNamed(file.name),
    'Content-Length': size,
  });
  await pipeline(readOffered(file), response);
  return undefined;
}

/** The name in plain ASCII and, as RFC 6266 has it, in full. */
function attachmentNamed(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const full = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}
