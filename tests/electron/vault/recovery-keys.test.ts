import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { KeyDesk } from '../../../electron/backup/keys.ts';
import { readBackupState } from '../../../electron/backup/state.ts';
import { opensProfile } from '../../../electron/vault/recovery-keys.ts';
import { writeVault } from '../../../electron/vault/vault-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testVault } from '../../support/vaults.ts';

const deskOf = (dir: string) => new KeyDesk(dir, undefined, () => 1_000, (identity) => opensProfile(dir, identity));
const refusal = (act: Promise<unknown>) => act.then(() => 'taken', (error: { code: string }) => error.code);

it('the recovery key of an encrypted profile becomes that of its backups when somebody types it, and no other does', async () => {
  const dir = temporaryFolder();
  const [own, other] = [await generateX25519Identity(), await generateX25519Identity()];
  writeVault(dir, await testVault(randomBytes(32), own));
  const desk = deskOf(dir);
  expect(await refusal(desk.type(other))).toBe('no-key');
  expect(readBackupState(dir).recipient).toBeNull();
  await desk.type(own.toLowerCase());
  expect(readBackupState(dir)).toMatchObject({ recipient: await identityToRecipient(own), keyMadeAt: 1_000, keyTypedAt: 1_000 });
  expect(await refusal(desk.type(other))).toBe('other-key');
  expect(await refusal(desk.make(false))).toBe('key-exists');
});

it('backups that have a key of their own keep it', async () => {
  const dir = temporaryFolder();
  const own = await generateX25519Identity();
  writeVault(dir, await testVault(randomBytes(32), own));
  const desk = deskOf(dir);
  const made = await desk.make(false);
  await desk.type(made);
  expect(await refusal(desk.type(own))).toBe('other-key');
  expect(readBackupState(dir).recipient).toBe(await identityToRecipient(made));
});

it('a plain profile has no key to offer', async () => {
  const dir = temporaryFolder();
  expect(await refusal(deskOf(dir).type(await generateX25519Identity()))).toBe('no-key');
});
