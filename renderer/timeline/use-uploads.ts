import { useEffect, useRef, useState } from 'react';
import type { NewAttachment } from '../../core/api/entries.ts';
import { cleanFileName } from '../../core/file-name.ts';
import { useApi } from '../api.ts';
import type { KithClient } from '../api.ts';
import { sendFile } from '../stored-files.ts';
import type { SendOptions } from '../stored-files.ts';

/** A file on its way into the store. */
export interface Upload {
  key: number;
  name: string;
  size: number;
  sent: number;
  error: unknown;
}

export interface Uploads {
  /** Under way, or failed and waiting for Retry. */
  list: readonly Upload[];
  add: (files: readonly File[]) => void;
  retry: (key: number) => void;
  cancel: (key: number) => void;
  /** Resolves once nothing is under way. */
  settled: () => Promise<void>;
}

/** Sends files one after the other; `onStored` hears of each that is there. */
export function useUploads(onStored: (attachment: NewAttachment) => void): Uploads {
  const api = useApi();
  const [list, setList] = useState<readonly Upload[]>([]);
  const running = useRef(new Map<number, { file: File; controller: AbortController }>());
  const queue = useRef<Promise<void>>(Promise.resolve());
  const nextKey = useRef(0);
  const stored = useRef(onStored);
  useEffect(() => {
    stored.current = onStored;
  });
  useEffect(() => {
    const all = running.current;
    return () => {
      for (const { controller } of all.values()) controller.abort();
    };
  }, []);

  const update = (key: number, change: Partial<Upload>) => setList((before) => before.map((upload) => (upload.key === key ? { ...upload, ...change } : upload)));
  const drop = (key: number) => {
    running.current.delete(key);
    setList((before) => before.filter((upload) => upload.key !== key));
  };

  function send(key: number, file: File) {
    const controller = new AbortController();
    running.current.set(key, { file, controller });
    queue.current = queue.current.then(async () => {
      try {
        const attachment = await storeAttachment(api, file, { signal: controller.signal, onProgress: (sent) => update(key, { sent }) });
        drop(key);
        stored.current(attachment);
      } catch (error) {
        if (controller.signal.aborted) drop(key);
        else update(key, { error });
      }
    });
  }

  return {
    list,
    add(files) {
      for (const file of files) {
        const key = nextKey.current++;
        setList((before) => [...before, { key, name: file.name, size: file.size, sent: 0, error: null }]);
        send(key, file);
      }
    },
    retry(key) {
      const failed = running.current.get(key);
      if (!failed) return;
      update(key, { sent: 0, error: null });
      send(key, failed.file);
    },
    cancel(key) {
      running.current.get(key)?.controller.abort();
      drop(key);
    },
    settled: () => queue.current,
  };
}

/** Stores a file and says of it what an entry keeps. */
export async function storeAttachment(api: KithClient, file: File, options?: SendOptions): Promise<NewAttachment> {
  const hash = await sendFile(api, file, options);
  return { name: cleanFileName(file.name), type: file.type || 'application/octet-stream', size: file.size, hash };
}
