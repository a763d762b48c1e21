import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { NAMES_IN_NOTICES } from '../../../core/window-protocol.ts';
import { SettingsPage } from '../../../renderer/features/settings/index.ts';
import { aProfile, showFeature } from '../show-feature.tsx';
import { NO_DEAL_SETTINGS } from './deal-answers.ts';

const show = (host: 'window' | 'browser') =>
  showFeature(<SettingsPage />, { ...NO_DEAL_SETTINGS, fields: { list: () => [] }, tags: { list: () => [] }, transfer: { mappings: () => [] }, profile: { info: () => aProfile({ host }) } });

it('keeps names out of notices where somebody wants that', async () => {
  const shown = await show('browser');
  const names = page.getByRole('switch', { name: /^Names in notices of the system/ });
  await expect.element(names).toBeChecked();
  await userEvent.click(names);
  await expect.element(names).not.toBeChecked();
  await expect.poll(() => shown.calls.at(-1)).toEqual({ name: 'profile.setPreference', input: { key: NAMES_IN_NOTICES, value: false } });
});

it('asks no browser in the window, where the system shows them', async () => {
  await show('window');
  await expect.element(page.getByText('Shown by your system')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Allow…' })).not.toBeInTheDocument();
});
