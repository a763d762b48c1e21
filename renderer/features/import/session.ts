// The import that is under way. It outlives its page: somebody may look around while a large file is written.
import { create } from 'zustand';
import type { EverythingLook, EverythingPlace, EverythingProgress, EverythingTaken } from '../../../core/api/everything.ts';
import type { ImportOptions, ImportProgress, ImportReport } from '../../../core/api/transfer.ts';
import { hasCode } from '../../../core/call.ts';
import type { KithClient } from '../../api.ts';

/** A file whose bytes are with Kith. */
export interface SentFile {
  uploadId: string;
  name: string;
  /** Bytes. */
  size: number;
}

/** A ZIP or a folder that may be an export of everything. */
export interface WholeSource {
  /** Of the file or the folder. */
  name: string;
  from: EverythingPlace;
  /** Where it is a file, which may turn out to be another kind of ZIP. */
  file?: SentFile;
}

export type Stage =
  /** `failure` is why the file before could not be taken; its bytes are still with Kith where `file` says so. */
  | { kind: 'choosing'; failure: { name: string; error: unknown; file?: SentFile } | null }
  | { kind: 'sending'; name: string; size: number; sent: number; startedAtMs: number }
  /** `as` is what it is read as, whatever it looks like. `failure` is why writing it broke off; nothing was kept then. */
  | { kind: 'reviewing'; file: SentFile; as?: string; failure: unknown }
  | { kind: 'writing'; file: SentFile; progress: ImportProgress | undefined; startedAtMs: number; isCancelling: boolean }
  | { kind: 'done'; file: SentFile; report: ImportReport }
  /** An export of everything is looked at. `failure` is why it could not be taken in; nothing was changed then. */
  | { kind: 'whole'; source: WholeSource; failure: unknown }
  | { kind: 'taking'; source: WholeSource; look: EverythingLook; progress: EverythingProgress | undefined; startedAtMs: number; isCancelling: boolean }
  | { kind: 'taken'; source: WholeSource; look: EverythingLook; taken: EverythingTaken };

export interface ImportSession {
  stage: Stage;
  /** Sends a file, then goes on to reviewing it. */
  send: (api: KithClient, file: File) => Promise<void>;
  /** Writes what is being reviewed, then goes on to what came of it. */
  run: (api: KithClient, options: ImportOptions) => Promise<void>;
  /** Looks whether a folder is an export of everything. */
  lookAt: (api: KithClient, folder: { token: string; name: string }) => void;
  /** Takes the export of everything in that is being looked at. */
  take: (api: KithClient, look: EverythingLook) => Promise<void>;
  /** Stops sending or writing; what was written so far is taken back. */
  cancel: () => void;
  /** The file is not what can be taken in, unless somebody says how it is to be read. */
  refuse: (error: unknown) => void;
  /** Takes a refused file as a table all the same: somebody says what its columns are. */
  readAsTable: (file: SentFile) => void;
  /** Puts the file aside. */
  startOver: (api: KithClient) => void;
}

/** The largest piece that `transfer.upload` takes. */
const PIECE_BYTES = 1024 * 1024;

const CHOOSING: Stage = { kind: 'choosing', failure: null };

export const useImportSession = create<ImportSession>()((set, get) => {
  let controller = new AbortController();

  return {
    stage: CHOOSING,

    async send(api, file) {
      const { name, size } = file;
      putAside(api, get().stage);
      const { signal } = (controller = new AbortController());
      set({ stage: { kind: 'sending', name, size, sent: 0, startedAtMs: Date.now() } });
      let uploadId: string | undefined;
      try {
        const isZip = await beginsAsZip(file);
        for (let from = 0, last = false; !last; from += PIECE_BYTES) {
          last = from + PIECE_BYTES >= size;
          const bytes = new Uint8Array(await file.slice(from, from + PIECE_BYTES).arrayBuffer());
          ({ uploadId } = await api.transfer.upload({ name, bytes, last, ...(uploadId === undefined ? {} : { uploadId }) }, { signal }));
          signal.throwIfAborted();
          const sent = Math.min(size, from + PIECE_BYTES);
          set(({ stage }) => (stage.kind === 'sending' ? { stage: { ...stage, sent } } : {}));
        }
        if (uploadId === undefined) return;
        const sent = { uploadId, name, size };
        set({ stage: isZip ? { kind: 'whole', source: { name, from: { kind: 'upload', uploadId }, file: sent }, failure: null } : { kind: 'reviewing', file: sent, failure: null } });
      } catch (error) {
        if (uploadId !== undefined) void discard(api, uploadId);
        if (signal === controller.signal) set({ stage: signal.aborted ? CHOOSING : { kind: 'choosing', failure: { name, error } } });
      }
    },

    async run(api, options) {
      const { stage: before } = get();
      if (before.kind !== 'reviewing') return;
      const { file } = before;
      const { signal } = (controller = new AbortController());
      set({ stage: { kind: 'writing', file, progress: undefined, startedAtMs: Date.now(), isCancelling: false } });
      const onProgress = (progress: ImportProgress) => set(({ stage }) => (stage.kind === 'writing' ? { stage: { ...stage, progress } } : {}));
      try {
        set({ stage: { kind: 'done', file, report: await api.transfer.run(options, { signal, onProgress }) } });
      } catch (error) {
        set({ stage: { kind: 'reviewing', file, failure: hasCode(error, 'cancelled') ? null : error } });
      }
    },

    lookAt(api, { token, name }) {
      putAside(api, get().stage);
      set({ stage: { kind: 'whole', source: { name, from: { kind: 'folder', folder: token } }, failure: null } });
    },

    async take(api, look) {
      const { stage: before } = get();
      if (before.kind !== 'whole') return;
      const { source } = before;
      const { signal } = (controller = new AbortController());
      set({ stage: { kind: 'taking', source, look, progress: undefined, startedAtMs: Date.now(), isCancelling: false } });
      const onProgress = (progress: EverythingProgress) =>
        set(({ stage }) => (stage.kind === 'taking' ? { stage: { ...stage, progress, startedAtMs: progress.phase === stage.progress?.phase ? stage.startedAtMs : Date.now() } } : {}));
      try {
        set({ stage: { kind: 'taken', source, look, taken: await api.everything.take({ from: source.from }, { signal, onProgress }) } });
      } catch (error) {
        set({ stage: { kind: 'whole', source, failure: hasCode(error, 'cancelled') ? null : error } });
      }
    },

    cancel() {
      controller.abort();
      set(({ stage }) => (stage.kind === 'writing' || stage.kind === 'taking' ? { stage: { ...stage, isCancelling: true } } : {}));
    },

    refuse(error) {
      const { stage } = get();
      if (stage.kind === 'reviewing') set({ stage: { kind: 'choosing', failure: { name: stage.file.name, error, file: stage.file } } });
      if (stage.kind !== 'whole') return;
      const { name, file } = stage.source;
      // Another ZIP, such as a workbook: what reads other files says what it is.
      if (file && hasCode(error, 'not-everything')) set({ stage: { kind: 'reviewing', file, failure: null } });
      else set({ stage: { kind: 'choosing', failure: { name, error, ...(file ? { file } : {}) } } });
    },

    readAsTable(file) {
      set({ stage: { kind: 'reviewing', file, as: 'csv', failure: null } });
    },

    startOver(api) {
      putAside(api, get().stage);
      set({ stage: CHOOSING });
    },
  };
});

/** Has Kith forget the bytes of a file that is not imported; after an import it has done so itself. */
function putAside(api: KithClient, stage: Stage): void {
  const file = stage.kind === 'reviewing' ? stage.file : stage.kind === 'whole' ? stage.source.file : stage.kind === 'choosing' ? stage.failure?.file : undefined;
  if (file) void discard(api, file.uploadId);
}

const ZIP_BEGINS = [0x50, 0x4b, 0x03, 0x04];

async function beginsAsZip(file: File): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, ZIP_BEGINS.length).arrayBuffer());
  return ZIP_BEGINS.every((byte, at) => head[at] === byte);
}

/** Nobody waits for it, and what stays behind goes when Kith starts again. */
async function discard(api: KithClient, uploadId: string): Promise<void> {
  await api.transfer.discard({ uploadId }).catch(() => {});
}
