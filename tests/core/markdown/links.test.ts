import { describe, expect, it } from 'vitest';
import { openableAddress, typedAddress, webAddressesIn } from '../../../core/markdown/links.ts';

describe('an address that may be opened', () => {
  it.each(['https://x.org', 'HTTP://X.org/a?b#c', 'mailto:ada@x.org?subject=a%20b', 'tel:+49(0)30-123', 'https://münchen.de/ä'])('is %s', (address) => {
    expect(openableAddress(address)).toBe(address);
  });

  it.each([
    'javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', 'smb://host/share',
    '\\\\host\\share', 'ms-excel:ofe|u|x', 'kith://contact/1', 'blob:https://x.org/1', '//x.org', '/path', 'x.org', '#id', '', 'https:', 'https://', 'https:///x', 'https:x.org',
    'https://x.org/a b', 'https://x.org/\r\nHost: y', 'https://x.org\\@y.org', 'mailto:', 'mailto:a@b.c\nbcc:d', 'tel:', '\u0000https://x.org', 'https\u200b://x.org',
    `https://x.org/${'a'.repeat(2048)}`,
  ])('is not %j', (address) => {
    expect(openableAddress(address)).toBeNull();
  });
});

describe('an address a person types', () => {
  it.each([
    ['example.org', 'https://example.org'],
    [' example.org/a?b ', 'https://example.org/a?b'],
    ['ada@example.org', 'mailto:ada@example.org'],
    ['http://example.org', 'http://example.org'],
    ['javascript:alert(1)', null],
    ['two words', null],
    ['localhost', null],
  ])('%s is %s', (typed, address) => {
    expect(typedAddress(typed)).toBe(address);
  });
});

describe('bare web addresses in words', () => {
  const found = (words: string): string[] => webAddressesIn(words).map((link) => words.slice(link.from, link.to));

  it('are found without the punctuation after them', () => {
    expect(found('See https://x.org/a_b?c=1&d=2. Or (http://x.org/a(b)), www.example.org!')).toEqual(['https://x.org/a_b?c=1&d=2', 'http://x.org/a(b)', 'www.example.org']);
    expect(webAddressesIn('www.example.org')).toEqual([{ from: 0, to: 15, href: 'https://www.example.org' }]);
  });

  it('are not found inside words or where there is no host', () => {
    expect(found('xhttps://x.org https:// javascript://x.org awww.x.org')).toEqual([]);
  });
});
