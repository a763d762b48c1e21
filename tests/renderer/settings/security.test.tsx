import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { VaultState } from '../../../core/api/vault.ts';
import { CallError } from '../../../core/call.ts';
import { securitySection } from '../../../renderer/features/settings/security/security-section.tsx';
import { useText } from '../../../renderer/i18n/use-text.ts';
import { KEY } from '../backup/backup-answers.ts';
import { showFeature } from '../show-feature.tsx';
import type { Answers, Shown } from '../show-feature.tsx';

const PASSPHRASE = 'four quiet words here';
const aState = (change: Partial<VaultState> = {}): VaultState => ({ encrypted: false, keychain: 'none', keychainFailed: false, recoveryKey: false, asks: null, lockAfter: null, systemPrompt: false, waitMs: 0, ...change });
const ENCRYPTED = { encrypted: true, recoveryKey: true, asks: 'passphrase' } as const;

function Section() {
  const text = useText();
  const { title, settings } = securitySection(text);
  return (
    <main className="w-full min-w-0 overflow-auto p-4">
      <h1>{title}</h1>
      {settings.map(({ id, content }) => <div key={id}>{content}</div>)}
    </main>
  );
}

const show = (state: Partial<VaultState>, vault: Answers['vault'] = {}): Promise<Shown> =>
  showFeature(<Section />, { vault: { state: () => aState(state), ...vault }, calendar: { status: () => ({ file: null }) as never } });

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const field = (label: string) => page.getByLabelText(label, { exact: true });
const text = (words: string | RegExp) => page.getByText(words);
const fill = async (label: string, value: string) => userEvent.fill(field(label), value);
const enter = () => userEvent.keyboard('{Enter}');
const acts = ({ calls }: Shown) => calls.filter(({ name }) => name.startsWith('vault') && name !== 'vault.active').map(({ name, input }) => ({ name, input }));
const violations = async () => (await axe.run(document.body, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true }, region: { enabled: false } } })).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);

/** Refuses the first try, and takes the second. */
function onSecondTry(code: string, details?: unknown): () => void {
  let tries = 0;
  return () => {
    if (tries++ === 0) throw new CallError(code, 'no', details);
  };
}

describe('the passphrase', () => {
  it('is changed by whoever knows it, once both new ones are the same and long enough', async () => {
    const shown = await show(ENCRYPTED, { changePassphrase: onSecondTry('wrong-passphrase') });
    await userEvent.click(button('Change the passphrase…'));
    await expect.element(field('Passphrase')).toHaveFocus();
    await enter();
    expect(acts(shown)).toEqual([]);
    await fill('Passphrase', 'not that one');
    await fill('New passphrase', 'short');
    await enter();
    await expect.element(text('At least 8 characters, please.')).toBeVisible();
    await fill('New passphrase', PASSPHRASE);
    await fill('The same once more', `${PASSPHRASE}!`);
    await enter();
    await expect.element(text('The two are not the same.')).toBeVisible();
    expect(acts(shown)).toEqual([]);
    await fill('The same once more', PASSPHRASE);
    await enter();
    await expect.element(text('This is not the passphrase. Upper and lower case matter.')).toBeVisible();
    await expect.poll(violations).toEqual([]);
    await fill('Passphrase', 'the old one');
    expect(text('This is not the passphrase. Upper and lower case matter.').query()).toBeNull();
    await enter();
    await expect.poll(() => shown.toasts.map((toast) => toast.text)).toEqual(['The passphrase was changed.']);
    expect(page.getByRole('dialog').query()).toBeNull();
    expect(acts(shown).at(-1)).toEqual({ name: 'vault.changePassphrase', input: { proof: { passphrase: 'the old one' }, next: PASSPHRASE } });
  });
});

describe('the password of the app lock', () => {
  it('is chosen without another one, and a refusal stands below', async () => {
    const shown = await show({}, { setLock: onSecondTry('disk-full') });
    await userEvent.click(button('Choose a password…'));
    await expect.element(field('New password')).toHaveFocus();
    await fill('New password', 'quiet');
    await fill('The same once more', 'quiet');
    await enter();
    await expect.element(page.getByRole('alert').getByText(/disk is full/)).toBeVisible();
    await enter();
    await expect.poll(() => shown.toasts.map((toast) => toast.text)).toEqual(['The password was saved.']);
    expect(acts(shown).at(-1)?.input).toEqual({ after: null, password: 'quiet' });
  });

  it('is changed with the one that is there, and who guesses waits', async () => {
    const shown = await show({ asks: 'password', lockAfter: 5 }, { setLock: onSecondTry('try-later', { ms: 60_000 }) });
    await userEvent.click(button('Change the password…'));
    await expect.element(field('Password')).toHaveFocus();
    await fill('New password', 'quiet');
    await fill('The same once more', 'quiet');
    await enter();
    expect(acts(shown)).toEqual([]);
    await fill('Password', 'loud');
    await enter();
    await expect.element(text(/Too many wrong tries/)).toBeVisible();
    await enter();
    await expect.poll(() => acts(shown).at(-1)?.input).toEqual({ after: 5, password: 'quiet', proof: { passphrase: 'loud' } });
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  });

  it('is removed by whoever knows it', async () => {
    const shown = await show({ asks: 'password' }, { setLock: onSecondTry('wrong-passphrase') });
    await userEvent.click(button('Remove it…'));
    await fill('Password', 'loud');
    await enter();
    await expect.element(text('This is not the password. Upper and lower case matter.')).toBeVisible();
    await fill('Password', 'quiet');
    await enter();
    await expect.poll(() => shown.toasts.map((toast) => toast.text)).toEqual(['The password was removed. Kith does not lock any more.']);
  });
});

describe('encryption', () => {
  it('shows the recovery key that it made, and says that it is done when that is on paper', async () => {
    let go = () => {};
    const shown = await show({}, { encrypt: () => new Promise((resolve) => (go = () => resolve({ recoveryKey: KEY }))) });
    await userEvent.click(button('Encrypt the profile…'));
    await fill('New passphrase', PASSPHRASE);
    await fill('The same once more', PASSPHRASE);
    await enter();
    await expect.element(button('Encrypt')).toBeDisabled();
    await enter();
    go();
    await expect.element(page.getByRole('dialog', { name: 'Your recovery key' })).toBeVisible();
    expect(shown.toasts).toEqual([]);
    await userEvent.click(button('I have it on paper'));
    expect(shown.toasts.map((toast) => toast.text)).toEqual(['The profile is encrypted.']);
    expect(acts(shown)).toEqual([{ name: 'vault.encrypt', input: { passphrase: PASSPHRASE, useKeychain: false } }]);
  });

  it('says why it was not done', async () => {
    await show({}, { encrypt: onSecondTry('profile-in-use') as never });
    await userEvent.click(button('Encrypt the profile…'));
    await fill('New passphrase', PASSPHRASE);
    await fill('The same once more', PASSPHRASE);
    await enter();
    await expect.element(page.getByRole('alert')).toBeVisible();
    await expect.element(button('Encrypt')).toBeEnabled();
  });

  it('gives another recovery key to whoever knows the passphrase', async () => {
    const shown = await show(ENCRYPTED, { newRecoveryKey: ({ proof }) => {
      if (!('passphrase' in proof) || proof.passphrase !== PASSPHRASE) throw new CallError('wrong-passphrase', 'no');
      return { recoveryKey: KEY };
    } });
    await userEvent.click(button('Make a new one…'));
    await fill('Passphrase', 'no');
    await enter();
    await expect.element(text('This is not the passphrase. Upper and lower case matter.')).toBeVisible();
    await fill('Passphrase', PASSPHRASE);
    await enter();
    await expect.element(page.getByRole('dialog', { name: 'Your recovery key' })).toBeVisible();
    expect(shown.toasts).toEqual([]);
  });
});
