// Controls 4 and 9: the page's files by our own scheme, and nothing else.
import { readFile } from 'node:fs/promises';
import { CONTENT_POLICY } from '../../core/content-policy.ts';
import { contentTypeOf, realPageFile } from '../page-files.ts';
import { isPageAddress } from './page-address.ts';

const HEADERS = {
  'Content-Security-Policy': CONTENT_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** Answers GET and HEAD for files below `root`. */
export async function answerPageRequest(request: { method: string; url: string }, root: string): Promise<Response> {
  const refuse = (status: number) => new Response(null, { status, headers: HEADERS });
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  if (!isPageAddress(request.url)) return refuse(404);
  const file = await realPageFile(root, new URL(request.url).pathname);
  if (!file) return refuse(404);
  const headers = { ...HEADERS, 'Content-Type': contentTypeOf(file.path), 'Content-Length': String(file.size) };
  return new Response(request.method === 'HEAD' ? null : await readFile(file.path), { headers });
}
