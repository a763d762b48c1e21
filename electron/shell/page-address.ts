// The page's own address in the window, and the decisions that hang on it. Always by parsed parts: text that
// merely begins or ends like our address is somebody else's.
import { openableAddress } from '../../core/markdown/links.ts';

export const PAGE_SCHEME = 'app';
const PAGE_HOST = 'kith';
const PAGE_ORIGIN = `${PAGE_SCHEME}://${PAGE_HOST}`;
export const PAGE_ADDRESS = `${PAGE_ORIGIN}/`;

/** Control 5: whether this is an address of our page, where it may go by itself. */
export function isPageAddress(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === `${PAGE_SCHEME}:` && url.host === PAGE_HOST && url.username === '' && url.password === '';
}

/** Control 1: whether the page may load this: its own files, and pictures that it made itself. */
export function isPageResource(address: string): boolean {
  return isPageAddress(address.startsWith('blob:') ? address.slice('blob:'.length) : address);
}

/** What becomes of a navigation or a new window that the page asks for. */
export type Whereto = { readonly kind: 'page' } | { readonly kind: 'outside'; readonly address: string } | { readonly kind: 'nowhere' };

/** Control 7: only https, http, mailto and tel are handed to the system, and only as the note's rule allows them. */
export function whereto(address: string): Whereto {
  if (isPageAddress(address)) return { kind: 'page' };
  const openable = openableAddress(address);
  return openable === null ? { kind: 'nowhere' } : { kind: 'outside', address: openable };
}

/** The frame that sent a message, as Electron tells it; null when it is gone already. */
export type SenderFrame = { readonly url: string; readonly origin: string; readonly parent: unknown } | null;

/** Control 8: a message counts when it comes from the page itself, at the top of a window of ours. */
export const isFromOurPage = (frame: SenderFrame, isKnownWindow: boolean): boolean =>
  isKnownWindow && frame !== null && frame.parent === null && frame.origin === PAGE_ORIGIN && isPageAddress(frame.url);
