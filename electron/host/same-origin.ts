import { onlyHeader, pathOf, refusal, type Guard } from './refusal.ts';

/**
 * Protection 4, first half: whatever changes something, and every WebSocket, comes from our own page. Browsers
 * put `Origin` on both and no page can change it.
 */
export const refuseOtherOrigins: Guard = (request, address) => {
  const reads = (request.method === 'GET' || request.method === 'HEAD') && request.headers.upgrade === undefined;
  return reads || onlyHeader(request, 'origin') === address.origin
    ? undefined
    : refusal(403, 'wrong-origin', 'This did not come from a page of Kith: open Kith by the address from the terminal');
};

/**
 * Protection 4, second half: nothing is read from another page either, but for the page itself, by a person
 * who follows a link; it holds nothing. A program that is no browser may have that page too. Chromium puts no
 * `Sec-Fetch-Site` on a WebSocket, where `Origin` has been looked at already.
 */
export const refuseOtherSites: Guard = (request) => {
  const site = onlyHeader(request, 'sec-fetch-site');
  const isUpgrade = request.headers.upgrade !== undefined;
  if (site === 'same-origin' || (isUpgrade && isAbsent(request, 'sec-fetch-site'))) return undefined;
  const isPage = !isUpgrade && (request.method === 'GET' || request.method === 'HEAD') && pathOf(request) === '/';
  const isNavigation = onlyHeader(request, 'sec-fetch-mode') === 'navigate' && onlyHeader(request, 'sec-fetch-dest') === 'document';
  if (isPage && (isNavigation || isAbsent(request, 'sec-fetch-site'))) return undefined;
  return refusal(403, 'wrong-site', 'Only pages of Kith may read this: open Kith by the address from the terminal');
};

const isAbsent = (request: Parameters<Guard>[0], name: string) => request.headersDistinct[name] === undefined;
