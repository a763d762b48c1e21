// @ts-check
// The memory of a process that runs the App after an hour's worth of looking around, in megabytes. The App is the
// built one, as the window and `npm start` run it: to read the sources as they are takes memory of its own.
import { buildIfStale } from '../../build/page-build.mjs';

if (!buildIfStale('main')) throw new Error('the program could not be built');
/** @param {string} path */
const built = (path) => import(new URL(`../../out/main/${path}.js`, import.meta.url).href);
const [{ openApp }, { nodePortWire }] = await Promise.all([built('electron/app'), built('core/wire')]);
const app = await openApp(process.argv[2], { log: console.error });
const { port1, port2 } = new MessageChannel();
app.connect(nodePortWire(port2));
/** @type {Map<number, (value: any) => void>} */
const waiting = new Map();
port1.onmessage = ({ data: { id, body } }) => waiting.get(id)?.(body.plain);
let last = 0;
/**
 * @param {string} name
 * @param {unknown} input
 * @returns {Promise<any>}
 */
const ask = (name, input) =>
  new Promise((resolve) => {
    waiting.set(++last, resolve);
    port1.postMessage({ kind: 'call', id: last, name, body: { plain: input } });
  });
for (let i = 0; i < 300; i++) {
  const { rows } = await ask('contacts.list', { filter: [], sort: { by: 'name', descending: false }, limit: 100, offset: i * 100 });
  const id = rows[i % Math.max(1, rows.length)]?.id;
  if (id) await Promise.all([ask('contacts.get', { id }), ask('entries.list', { contactId: id, limit: 50 })]);
  await ask('search.find', { text: 'lar', contacts: 8, entries: 8 });
}
console.log(process.memoryUsage.rss() / 1e6);
port1.close();
port2.close();
await app.close();
