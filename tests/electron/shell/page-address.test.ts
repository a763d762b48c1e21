import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFromOurPage, isPageAddress, isPageResource, PAGE_ADDRESS, whereto } from '../../../electron/shell/page-address.ts';

/** Addresses that look like ours. */
const LOOKALIKES = [
  'app://kith.evil/',
  'app://evil/kith',
  'app://evil/?next=app://kith',
  'app://kith@evil/',
  'app://user@kith/',
  'app://user:word@kith/',
  'app://kith:8080/',
  'app:kith',
  'apps://kith/',
  'http://kith/',
  'https://app.kith/',
  'https://evil.example/?next=app://kith/',
  'https://evil.example/#app://kith/',
  ' https://evil.example/app://kith/',
  'javascript:app://kith/',
  'file:///app://kith/',
  'about:blank',
  'about:srcdoc',
  'data:text/html,app://kith/',
  'chrome://kith/',
  '//kith/',
  'kith',
  '',
];

describe('the address of our page', () => {
  it('is known by its parts', () => {
    for (const address of [PAGE_ADDRESS, 'app://kith', 'app://kith/index.html', 'app://kith/#/contacts?x=//evil', 'app://kith/assets/../index.html']) {
      expect(isPageAddress(address), address).toBe(true);
    }
    for (const address of LOOKALIKES) expect(isPageAddress(address), address).toBe(false);
  });

  it('covers what the page makes itself, and nothing it could be made to load', () => {
    expect(isPageResource('blob:app://kith/0f9b-12')).toBe(true);
    for (const address of [...LOOKALIKES, 'blob:https://evil.example/1', 'blob:app://kith.evil/1', 'blob:blob:app://kith/1', 'blob:null/1', 'ws://127.0.0.1:1/', 'https://fonts.example/inter.woff2']) {
      expect(isPageResource(address), address).toBe(false);
    }
  });
});

describe('where the page may lead', () => {
  it.each(['https://example.org/a?b#c', 'http://example.org', 'mailto:ada@example.org?subject=Hi', 'tel:+4930123'])('outside to %s', (address) => {
    expect(whereto(address)).toEqual({ kind: 'outside', address });
  });

  it.each([
    'file:///etc/passwd',
    'file://server/share',
    'smb://server/share',
    '\\\\server\\share\\x.exe',
    '//server/share',
    'ms-msdt:/id',
    'ms-officecmd:{}',
    'ms-settings:',
    'search-ms:query=x&crumb=location:\\\\server',
    'javascript:alert(1)',
    'vbscript:x',
    'data:text/html,<script>alert(1)</script>',
    'blob:app://kith/1',
    'chrome://settings',
    'view-source:https://example.org',
    'ssh://-oProxyCommand=calc/x',
    'https:\\\\server\\share',
    'https:///etc/passwd',
    'mailto:ada@example.org\r\nBcc: eve@example.org',
    'https://example.org/\r\nSet-Cookie: x',
    'https://example.org/\u0000',
    'https://example.org/a b',
    `https://example.org/${'x'.repeat(3000)}`,
    ' https://example.org',
    'HTTPS',
    'app://kith.evil/',
    'about:blank',
    '',
  ])('nowhere: %s', (address) => {
    expect(whereto(address)).toEqual({ kind: 'nowhere' });
  });

  it('outside by four schemes only, whatever the text', () => {
    const schemes = fc.constantFrom('http:', 'https:', 'mailto:', 'tel:', 'file:', 'javascript:', 'smb:', 'ms-x:', 'app:', '');
    fc.assert(
      fc.property(schemes, fc.constantFrom('//', '/', '', '\\\\'), fc.string({ maxLength: 30 }), (scheme, slashes, rest) => {
        const where = whereto(`${scheme}${slashes}${rest}`);
        if (where.kind === 'outside') expect(where.address).toMatch(/^(?:https?:\/\/|mailto:|tel:)[^\s\p{Cc}\\]+$/iu);
      }),
    );
  });
});

describe('a message to the main process', () => {
  const ours = { url: PAGE_ADDRESS, origin: 'app://kith', parent: null };

  it('counts from our page at the top of our window', () => {
    expect(isFromOurPage(ours, true)).toBe(true);
    expect(isFromOurPage({ ...ours, url: 'app://kith/#/contacts' }, true)).toBe(true);
  });

  it.each([
    ['a frame that is gone', null, true],
    ['a frame inside the page', { ...ours, parent: ours }, true],
    ['an empty page', { ...ours, url: 'about:blank', origin: 'null' }, true],
    ['an empty page with our origin', { ...ours, url: 'about:blank' }, true],
    ['another origin', { ...ours, url: 'https://evil.example/', origin: 'https://evil.example' }, true],
    ['our address with another origin', { ...ours, origin: 'null' }, true],
    ['a host that begins like ours', { ...ours, url: 'app://kith.evil/', origin: 'app://kith.evil' }, true],
    ['a window that is not ours', ours, false],
  ] as const)('does not count from %s', (_what, frame, isKnownWindow) => {
    expect(isFromOurPage(frame, isKnownWindow)).toBe(false);
  });
});
