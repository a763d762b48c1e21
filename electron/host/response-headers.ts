// Protection 8: what every answer says to the browser, refusals included.
import { CONTENT_POLICY } from '../../core/content-policy.ts';
import { refusal, type Guard } from './refusal.ts';

export const RESPONSE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': `${CONTENT_POLICY}; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** A service worker would outlive this launch and answer in our place. */
export const refuseServiceWorkers: Guard = (request) =>
  request.headers['service-worker'] === undefined
    ? undefined
    : refusal(403, 'no-service-worker', 'Kith has no service worker');
