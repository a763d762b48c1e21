import { expect, it } from 'vitest';
import { systemKeychain, touchId, type Storage } from '../../../electron/shell/keychain.ts';

const storage = (change: Partial<Storage> = {}): Storage => ({
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from(`sealed ${text}`),
  decryptString: (bytes) => bytes.toString().slice('sealed '.length),
  ...change,
});

it('a keychain gives back what it wrapped, byte by byte', async () => {
  const keychain = systemKeychain(storage({ getSelectedStorageBackend: () => 'gnome_libsecret' }))!;
  const secret = Uint8Array.from({ length: 32 }, (_, n) => 255 - n);
  expect(await keychain.unwrap(await keychain.wrap(secret))).toEqual(secret);
});

it('what protects nothing is no keychain', () => {
  expect(systemKeychain(storage({ isEncryptionAvailable: () => false }))).toBeUndefined();
  expect(systemKeychain(storage({ getSelectedStorageBackend: () => 'basic_text' }))).toBeUndefined();
  expect(systemKeychain(storage())).toBeDefined();
});

it('a Mac with Touch ID asks who is there, and takes a refusal for one', async () => {
  const preferences = { canPromptTouchID: () => true, promptTouchID: (reason: string) => (reason === 'unlock Kith' ? Promise.resolve() : Promise.reject(new Error('refused'))) };
  expect(touchId(preferences, 'linux', 'unlock Kith')).toBeUndefined();
  expect(touchId({ ...preferences, canPromptTouchID: () => false }, 'darwin', 'unlock Kith')).toBeUndefined();
  expect(await touchId(preferences, 'darwin', 'unlock Kith')!()).toBe(true);
  expect(await touchId(preferences, 'darwin', 'anything')!()).toBe(false);
});
