import { createHash } from 'node:crypto';
import { EVERYTHING_SCHEMA, EVERYTHING_VERSION } from '../../../core/everything.ts';
import type { Store } from '../../../db/store.ts';
import { syncedTables } from '../../../db/tables/registry.ts';
import { wholeCommits, wholeFields, wholeRecords } from '../../../db/whole.ts';
import type { WholeFile, WholeHead, WholeSums } from '../../../db/whole-shape.ts';

export interface JsonParts {
  kith: string;
  /** How many migrations the database has had. */
  database: number;
  files: readonly WholeFile[];
  missingFiles: readonly string[];
  onItem: () => void;
}

/** `kith.json` in chunks of text: one JSON document with a record, a part of a commit or a file a line. */
export function* everythingToJson(store: Store, { kith, database, files, missingFiles, onItem }: JsonParts): Generator<string> {
  const fields = wholeFields();
  const head: WholeHead = { schema: EVERYTHING_SCHEMA, version: EVERYTHING_VERSION, kith, database, exportedAt: new Date(store.ports.now()).toISOString(), member: store.member, fields };
  yield `{${Object.entries(head).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',\n')},\n"records":{`;
  const sums: WholeSums = {};
  for (const [i, { name }] of syncedTables.entries()) {
    const hash = createHash('sha256');
    let records = 0;
    yield `${i === 0 ? '' : ','}\n${JSON.stringify(name)}:[`;
    for (const record of wholeRecords(store, name, fields[name]!)) {
      const line = JSON.stringify(record);
      hash.update(`${line}\n`);
      yield `${records++ === 0 ? '' : ','}\n${line}`;
      onItem();
    }
    yield ']';
    sums[name] = { records, sha256: hash.digest('hex') };
  }
  yield '},\n"commits":[';
  yield* lines(wholeCommits(store), onItem);
  yield '],\n"files":[';
  yield* lines(files, () => undefined);
  yield `],\n"missingFiles":${JSON.stringify(missingFiles)},\n"sums":${JSON.stringify(sums)}}\n`;
}

function* lines(values: Iterable<unknown>, onItem: () => void): Generator<string> {
  let separator = '\n';
  for (const value of values) {
    yield separator + JSON.stringify(value);
    separator = ',\n';
    onItem();
  }
}
