// The browser host met by a real browser: by our own page, and by a page on another port of this machine.
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { findBrowser } from '../../../build/find-browser.mjs';
import { startTestHost, tokenIn, type TestHost } from '../../support/test-host.ts';

/** Signs in as core/host-protocol.ts says, makes one call, and shows what came of it in the title. */
const OUR_SCRIPT = `
  const token = location.hash.replace('#in=', '');
  history.replaceState(null, '', location.pathname);
  const answer = await fetch('/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) });
  const { secret } = await answer.json();
  const socket = new WebSocket('ws://' + location.host + '/calls');
  socket.onopen = () => { socket.send(secret); socket.send('call 1 test.add\\n{"a":2,"b":3}'); };
  socket.onmessage = ({ data }) => { document.title = data.replace('\\n', ' '); };
  document.addEventListener('securitypolicyviolation', (violation) => { document.title = 'violation of ' + violation.effectiveDirective; });
`;

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch(findBrowser());
});
afterAll(() => browser.close());

async function aHost(script = OUR_SCRIPT): Promise<TestHost> {
  const test = await startTestHost();
  writeFileSync(join(test.root, 'assets', 'page.js'), script);
  return test;
}

async function aPage(): Promise<Page> {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  return context.newPage();
}

/** A page of another program on this machine. */
async function anotherProgramsPage(html: string): Promise<number> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(html);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const titleOf = (page: Page, pattern: RegExp) => page.waitForFunction((source) => new RegExp(source).test(document.title), pattern.source).then(() => page.title());

describe('our own page in a browser', () => {
  it('signs in by its address, drops the token from it, and makes calls under the CSP', async () => {
    const test = await aHost();
    const page = await aPage();
    await page.goto(test.host.freshUrl());
    expect(await titleOf(page, /result|violation|error/)).toBe('result 1 5');
    expect(page.url()).toBe(`${test.host.origin}/`);
    expect(await page.context().cookies()).toEqual([]);
  });

  it('runs no script that stands in the page or is made from text', async () => {
    const test = await aHost('document.title = "ran"; document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=\'document.title = 1\'>");');
    writeFileSync(join(test.root, 'index.html'), '<!doctype html><title>Kith</title><body><script>document.title = "inline"</script><script type="module" src="./assets/page.js"></script></body>');
    const page = await aPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${test.host.origin}/`);
    expect(await titleOf(page, /ran|inline/)).toBe('ran');
    expect(errors.join()).toContain('TrustedHTML');
  });

  it('cannot keep a service worker', async () => {
    const test = await aHost(`
      const policy = trustedTypes.createPolicy('kith', { createScriptURL: (url) => url });
      const tried = navigator.serviceWorker.register(policy.createScriptURL('/assets/worker.js'));
      tried.then(() => { document.title = 'registered'; }, () => { document.title = 'refused'; });
    `);
    writeFileSync(join(test.root, 'assets', 'worker.js'), '');
    const page = await aPage();
    await page.goto(`${test.host.origin}/`);
    expect(await titleOf(page, /registered|refused/)).toBe('refused');
  });
});

describe("another program's page", () => {
  it.each(['another name', 'our name, another port'])('on %s reads nothing, signs in nowhere, and makes no call', async (where) => {
    const test = await aHost();
    const token = tokenIn(test.host.freshUrl());
    const name = where === 'another name' ? '127.0.0.1' : test.name.split(':')[0];
    const port = await anotherProgramsPage('<!doctype html><title>evil</title>');
    const page = await aPage();
    await page.goto(`http://${name}:${port}/`);
    const got = await page.evaluate(
      async ([origin, stolen]) => {
        const body = JSON.stringify({ token: stolen });
        const tried = (attempt: Promise<unknown>) => attempt.then(String, () => 'failed');
        const loaded = (element: HTMLScriptElement | HTMLImageElement | HTMLLinkElement) =>
          new Promise<string>((resolve) => {
            element.onload = () => resolve('loaded');
            element.onerror = () => resolve('failed');
            document.head.append(element);
          });
        const opened = (socket: WebSocket) =>
          new Promise<string>((resolve) => {
            socket.onopen = () => resolve('open');
            socket.onerror = () => resolve('failed');
          });
        return {
          read: await tried(fetch(`${origin}/assets/page.js`).then((answer) => answer.text())),
          signedIn: await tried(fetch(`${origin}/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }).then((answer) => answer.text())),
          blindly: await tried(fetch(`${origin}/session`, { method: 'POST', mode: 'no-cors', headers: { 'content-type': 'text/plain' }, body }).then((answer) => answer.text())),
          beacon: navigator.sendBeacon(`${origin}/session`, new Blob([body], { type: 'text/plain' })) && 'failed',
          script: await loaded(Object.assign(document.createElement('script'), { src: `${origin}/assets/page.js` })),
          style: await loaded(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${origin}/assets/page.css` })),
          socket: await opened(new WebSocket(`${origin?.replace('http', 'ws')}/calls`)),
        };
      },
      [test.host.origin, token],
    );
    expect(got).toEqual({ read: 'failed', signedIn: 'failed', blindly: 'failed', beacon: 'failed', script: 'failed', style: 'failed', socket: 'failed' });
    // The token is still good: none of these attempts reached the entrance.
    await page.goto(`${test.host.origin}/#in=${token}`);
    expect(await titleOf(page, /result|error/)).toBe('result 1 5');
    expect(test.wires).toHaveLength(1);
  });

  it('cannot put our page into a frame, or hold on to a window of it', async () => {
    const test = await aHost('document.title = "ours";');
    const port = await anotherProgramsPage(`<!doctype html><title>evil</title><iframe src="${test.host.origin}/"></iframe>`);
    const page = await aPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    expect(page.frames().map((frame) => frame.url())).not.toContain(`${test.host.origin}/`);
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate((url) => {
        Object.assign(window, { ours: window.open(url) });
      }, `${test.host.origin}/`),
    ]);
    expect(await titleOf(popup, /ours/)).toBe('ours');
    expect(await page.evaluate(() => (window as unknown as { ours: Window }).ours.closed)).toBe(true);
    expect(await popup.evaluate(() => window.opener)).toBe(null);
  });

  it('that has the name of our launch point elsewhere is refused by its own name', async () => {
    const test = await aHost();
    const page = await aPage();
    const answer = await page.goto(`http://rebound.localhost:${test.port}/`);
    expect(answer?.status()).toBe(421);
  });
});
