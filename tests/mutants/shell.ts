import type { Mutant } from './mutant.ts';

const ADDRESS_TESTS = 'tests/electron/shell/page-address.test.ts';
const SCHEME_TESTS = 'tests/electron/shell/page-scheme.test.ts';
const ADDRESS = 'electron/shell/page-address.ts';
const SCHEME = 'electron/shell/page-scheme.ts';
const NOTICE_TESTS = 'tests/electron/shell/due-notices.test.ts';
const NOTICES = 'electron/shell/due-notices.ts';

/** The decisions of the window with one of its controls taken out. */
export const shellMutants: readonly Mutant[] = [
  { control: 'window 1: blob addresses of others', file: ADDRESS, find: "isPageAddress(address.startsWith('blob:') ? address.slice('blob:'.length) : address)", replace: "address.startsWith('blob:') || isPageAddress(address)", tests: ADDRESS_TESTS, only: 'covers' },
  { control: 'window 4: CSP', file: SCHEME, find: "  'Content-Security-Policy': CONTENT_POLICY,", replace: '', tests: SCHEME_TESTS, only: 'scheme' },
  { control: 'window 5: the host', file: ADDRESS, find: ' && url.host === PAGE_HOST', replace: '', tests: ADDRESS_TESTS, only: 'known by its parts' },
  { control: 'window 5: parts, not text', file: ADDRESS, find: 'url !== null && url.protocol === `${PAGE_SCHEME}:` && url.host === PAGE_HOST', replace: 'url !== null && address.includes(PAGE_ORIGIN)', tests: ADDRESS_TESTS, only: 'known by its parts' },
  { control: 'window 5: no user', file: ADDRESS, find: " && url.username === '' && url.password === ''", replace: '', tests: ADDRESS_TESTS, only: 'known by its parts' },
  { control: 'window 7: four schemes', file: ADDRESS, find: 'openable === null ?', replace: 'openable === undefined ?', tests: ADDRESS_TESTS, only: 'nowhere' },
  { control: 'window 7: no white space or control characters', file: 'core/markdown/links.ts', find: String.raw`mailto:[^\s\p{Cc}\\]+`, replace: String.raw`mailto:[^]+`, tests: ADDRESS_TESTS, only: 'nowhere' },
  { control: 'window 7: a length', file: 'core/markdown/links.ts', find: '  if (address.length > LONGEST_ADDRESS) return null;', replace: '', tests: ADDRESS_TESTS, only: 'nowhere' },
  { control: 'window 8: no frame', file: ADDRESS, find: ' && frame.parent === null', replace: '', tests: ADDRESS_TESTS, only: 'does not count' },
  { control: 'window 8: the origin', file: ADDRESS, find: ' && frame.origin === PAGE_ORIGIN', replace: '', tests: ADDRESS_TESTS, only: 'does not count' },
  { control: 'window 8: the address', file: ADDRESS, find: ' && isPageAddress(frame.url);', replace: ';', tests: ADDRESS_TESTS, only: 'does not count' },
  { control: 'window 8: a window of ours', file: ADDRESS, find: '  isKnownWindow && ', replace: '  ', tests: ADDRESS_TESTS, only: 'does not count' },
  { control: 'window 9: GET and HEAD', file: SCHEME, find: "request.method !== 'GET' && request.method !== 'HEAD'", replace: "request.method === ''", tests: SCHEME_TESTS, only: 'refuses' },
  { control: 'window 9: our host', file: SCHEME, find: '  if (!isPageAddress(request.url)) return refuse(404);', replace: '', tests: SCHEME_TESTS, only: 'nothing else' },
  { control: 'window 9: no link out of the page', file: 'electron/page-files.ts', find: 'if (!isBelow(realRoot, path, nativePath)) return undefined;', replace: '', tests: SCHEME_TESTS, only: 'nothing else' },
  { control: 'notices: none beside a window that is looked at', file: NOTICES, find: '    if (ports.isWatched()) return;', replace: '', tests: NOTICE_TESTS, only: 'who looks at the window' },
  { control: 'notices: no names', file: NOTICES, find: "names === false ? '' : ", replace: '', tests: NOTICE_TESTS, only: 'says no names' },
  { control: 'notices: withdrawn', file: NOTICES, find: '      for (const id of ids) notifier.close(id);', replace: '', tests: NOTICE_TESTS, only: 'takes a notice away' },
  { control: 'notices: what is open stays open', file: 'electron/shell/bring-up.ts', find: ' && window.webContents.getURL() !== address', replace: '', tests: NOTICE_TESTS, only: 'anew that is there' },
];
