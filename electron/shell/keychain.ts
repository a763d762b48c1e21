import type { SafeStorage, SystemPreferences } from 'electron';
import type { Keychain } from '../vault/slots.ts';

/** What is used of Electron's `safeStorage`. */
export type Storage = Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> & Partial<Pick<SafeStorage, 'getSelectedStorageBackend'>>;

/** The keychain of the system; undefined where there is none, or where it would be a password that is the same everywhere. */
export function systemKeychain(storage: Storage): Keychain | undefined {
  // Only Linux has a choice of them, and its last resort protects nothing.
  const backend = storage.getSelectedStorageBackend?.();
  if (!storage.isEncryptionAvailable() || backend === 'basic_text' || backend === 'unknown') return undefined;
  return {
    wrap: (bytes) => new Uint8Array(storage.encryptString(Buffer.from(bytes).toString('base64'))),
    unwrap: (bytes) => new Uint8Array(Buffer.from(storage.decryptString(Buffer.from(bytes)), 'base64')),
  };
}

/** Touch ID, where this Mac has it: the only question about who is there that Electron can put to a system. */
export function touchId(preferences: Partial<Pick<SystemPreferences, 'canPromptTouchID' | 'promptTouchID'>>, platform: NodeJS.Platform, reason: string): (() => Promise<boolean>) | undefined {
  if (platform !== 'darwin' || !preferences.canPromptTouchID?.()) return undefined;
  return () =>
    preferences.promptTouchID!(reason).then(
      () => true,
      () => false,
    );
}
