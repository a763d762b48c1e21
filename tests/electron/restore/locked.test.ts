import { expect, it } from 'vitest';
import { restoreCalls } from '../../../electron/restore/calls.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const job = { signal: new AbortController().signal, progress: () => undefined };
const secret = { kind: 'key', text: '' } as const;

it.each(['locked', 'restoring'] as const)('while the profile is %s nothing of it is shown or changed', async (kind) => {
  let closed = 0;
  const calls = restoreCalls({
    gate: { state: { kind, why: 'idle' } as never, closeFor: async () => (closed++, undefined as never), show: () => undefined },
    profileDir: temporaryFolder(),
    keys: () => undefined,
    keychain: undefined,
    chooseFolder: async () => '/',
  });
  const attempts: (() => unknown)[] = [
    () => calls.list({}, job),
    () => calls.chooseFolder(undefined, job),
    () => calls.upload({ bytes: new Uint8Array(1) }, job),
    () => calls.open({ from: { kind: 'folder', folder: 'x', name: 'y' }, secret }, job),
    () => calls.compare({ opened: 'x' }, job),
    () => calls.inPlace({ opened: 'x' }, job),
    () => calls.drill({ secret }, job),
    () => calls.asides(undefined, job),
    () => calls.removeAside({ name: 'set-aside/2026-05-01 000000' }, job),
  ];
  for (const attempt of attempts) await expect((async () => attempt())()).rejects.toMatchObject({ code: 'not-open' });
  expect(closed).toBe(0);
});
