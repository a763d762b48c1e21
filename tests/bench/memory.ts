// The memory of a process that runs the App after an hour's worth of looking around, in megabytes.
import { openClient } from './app-client.ts';

const { client, close } = await openClient(process.argv[2]!);
for (let i = 0; i < 300; i++) {
  const { rows } = await client.contacts.list({ filter: [], sort: { by: 'name', descending: false }, limit: 100, offset: i * 100 });
  const id = rows[i % Math.max(1, rows.length)]?.id;
  if (id) await Promise.all([client.contacts.get({ id }), client.entries.list({ contactId: id, limit: 50 })]);
  await client.search.find({ text: 'lar', contacts: 8, entries: 8 });
}
console.log(process.memoryUsage.rss() / 1e6);
await close();
