import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONTENT_POLICY } from '../../../core/content-policy.ts';
import { answerPageRequest } from '../../../electron/shell/page-scheme.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const CANARY = 'canary-81c2';

function aPage(): string {
  const dir = temporaryFolder();
  const root = join(dir, 'page');
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(join(dir, 'page-evil'));
  writeFileSync(join(root, 'index.html'), '<!doctype html>');
  writeFileSync(join(root, 'assets', 'page.js'), 'run()');
  for (const file of ['canary.txt', 'page-evil/canary.txt']) writeFileSync(join(dir, file), CANARY);
  symlinkSync(join(dir, 'canary.txt'), join(root, 'link.txt'));
  return root;
}

describe('the scheme of the page', () => {
  it('answers with the files of the page, under the CSP', async () => {
    const root = aPage();
    const page = await answerPageRequest({ method: 'GET', url: 'app://kith/' }, root);
    expect([page.status, await page.text(), page.headers.get('content-type')]).toEqual([200, '<!doctype html>', 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toBe(CONTENT_POLICY);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const script = await answerPageRequest({ method: 'HEAD', url: 'app://kith/assets/page.js?v=2' }, root);
    expect([script.status, await script.text(), script.headers.get('content-length')]).toEqual([200, '', '5']);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('refuses %s', async (method) => {
    const answer = await answerPageRequest({ method, url: 'app://kith/' }, aPage());
    expect([answer.status, answer.headers.get('content-security-policy')]).toEqual([405, CONTENT_POLICY]);
  });

  it('answers nothing else', async () => {
    const root = aPage();
    const addresses = ['/../canary.txt', '/..%2fcanary.txt', '/..%2f..%2fetc/passwd', '/%2e%2e%2fpage-evil/canary.txt', '/..%5ccanary.txt', '/canary.txt%00.html', '/link.txt', '/assets', '/%zz'].map((path) => `app://kith${path}`);
    for (const url of [...addresses, 'app://kith.evil/', 'app://evil/index.html', 'file:///etc/passwd']) {
      const answer = await answerPageRequest({ method: 'GET', url }, root);
      expect(answer.status, url).toBe(404);
      expect(await answer.text(), url).toBe('');
    }
  });
});
