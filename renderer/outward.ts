import { openableAddress } from '../core/markdown/links.ts';

/** `mailto:` for an address as somebody typed it. */
export const mailAddress = (email: string): string => `mailto:${encodeURIComponent(email.trim()).replaceAll('%40', '@')}`;

/** `tel:` for a number, in E.164 or as it was typed (RFC 3966 knows digits and a plus). */
export const phoneAddress = (number: string): string => `tel:${number.replace(/[^\d+]/g, '')}`;

/** Hands an address to the system's program for it, or to the browser; one of another scheme is left alone. */
export function openAddress(address: string): void {
  const href = openableAddress(address);
  if (href === null) return;
  const link = document.createElement('a');
  link.href = href;
  if (/^https?:/i.test(href)) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  link.click();
}
