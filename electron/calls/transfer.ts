import { CallError, type GroupHandlers } from '../../core/call.ts';
import type { ImportOptions, transfer } from '../../core/api/transfer.ts';
import { SavedMapping } from '../../core/import/mapping.ts';
import { type Id, idFromBytes, idToBytes } from '../../core/ids.ts';
import { newId } from '../../db/store.ts';
import { requireRow } from '../../db/lists.ts';
import { CALENDAR_NAME, calendarPieces } from '../calendar/write-file.ts';
import { exportEverything } from '../export/everything/task.ts';
import { exportContacts, exportDeals } from '../export/run.ts';
import { type ImportChoices, type ImportFile, dryRun, lookAt, mappingOf, runImport } from '../import/run.ts';
import { openUploads } from '../uploads.ts';
import { type CallContext, writeAndTell } from './context.ts';

export function transferCalls(context: CallContext): GroupHandlers<typeof transfer> {
  const { store } = context;
  const uploads = openUploads(context.profileDir, context.keys);
  const fileOf = (uploadId: string): ImportFile => ({ ...uploads.file(uploadId), size: uploads.size(uploadId) });

  const savedMappings = (): (SavedMapping & { id: Id })[] =>
    store
      .prepare('SELECT id, definition FROM importMappings WHERE hidden = 0 AND memberId = ? ORDER BY name, id')
      .all(idToBytes(store.member))
      .flatMap((row) => {
        const mapping = SavedMapping.safeParse(JSON.parse(row['definition'] as string));
        return mapping.success ? [{ ...mapping.data, id: idFromBytes(row.id) }] : [];
      });

  /** Errors: `mapping-not-found`. */
  const choicesOf = ({ mapping, columns, ...options }: ImportOptions): ImportChoices => {
    const saved = mapping === undefined ? undefined : savedMappings().find(({ id }) => id === mapping);
    if (mapping !== undefined && !saved) throw new CallError('mapping-not-found', 'This mapping no longer exists.');
    return { ...options, columns, mapping: columns ? undefined : saved };
  };

  const saveMapping = async (options: ImportOptions): Promise<void> => {
    const name = options.saveMapping;
    if (name === undefined) return;
    const mapping = await mappingOf(context, fileOf(options.uploadId), choicesOf(options), name);
    writeAndTell(context, { code: 'mapping.saved' }, (tx) => {
      const existing = savedMappings().find((saved) => saved.name === name);
      if (existing) tx.update('importMappings', existing.id, { definition: JSON.stringify(mapping) });
      else tx.insert('importMappings', newId(store), { memberId: store.member, name, definition: JSON.stringify(mapping) });
    });
  };

  return {
    upload: ({ uploadId, bytes }) => ({ uploadId: uploads.add(uploadId, bytes) }),
    discard: ({ uploadId }) => uploads.discard(uploadId),
    look: async (options) => {
      const { headers: _headers, ...look } = await lookAt(context, fileOf(options.uploadId), choicesOf(options), savedMappings());
      return look;
    },
    dryRun: (options, { signal, progress }) => dryRun(context, fileOf(options.uploadId), choicesOf(options), signal, progress),
    run: async (options, { signal, progress }) => {
      await saveMapping(options);
      const report = await runImport(context, fileOf(options.uploadId), choicesOf(options), signal, progress);
      uploads.discard(options.uploadId);
      return report;
    },
    mappings: () => savedMappings().map(({ id, name }) => ({ id, name })),
    removeMapping: ({ id }) => {
      const { changeId } = writeAndTell(context, { code: 'mapping.removed' }, (tx) => {
        requireRow(tx, 'importMappings', id, 'mapping-not-found', 'This mapping no longer exists.');
        tx.remove('importMappings', id);
      });
      return { changeId };
    },
    exportEverything: async (_all, { signal, progress }) => {
      const { hash, size, name, missing } = await exportEverything(context, signal, progress);
      return { hash, size, name, missing };
    },
    exportCalendar: () => {
      const file = context.files.begin();
      try {
        for (const piece of calendarPieces(store, { whose: 'everybody', form: 'todo' })) file.add(Buffer.from(piece));
        return { ...file.end(), name: CALENDAR_NAME };
      } finally {
        file.abandon();
      }
    },
    exportDeals: (request, { signal, progress }) => exportDeals(context, request, signal, progress),
    exportContacts: (request, { signal, progress }) => exportContacts(context, request, signal, progress),
  };
}
