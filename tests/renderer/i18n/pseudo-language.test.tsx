import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { SHELL_COMMANDS } from '../../../renderer/app/shell/shell-commands.ts';
import { CommandProvider } from '../../../renderer/commands/command-provider.tsx';
import { createRegistry } from '../../../renderer/commands/registry.ts';
import { ShortcutSheet } from '../../../renderer/commands/shortcut-sheet.tsx';
import { startLanguage } from '../../../renderer/i18n/languages.ts';
import { LocaleProvider } from '../../../renderer/i18n/locale-provider.tsx';
import { untranslated } from './untranslated.ts';

it('finds what is not from the language files, and nothing else', async () => {
  const root = document.createElement('div');
  root.innerHTML = '<p title="Hover">[Śåvé··] 12 <bdi>Ada</bdi></p><button aria-label="[Çļôšé··]">Save</button><kbd>Ctrl</kbd>';
  expect(untranslated(root)).toEqual(['Hover', 'Save']);
});

it('finds nothing on the shortcut sheet', async () => {
  const texts = await startLanguage('en-XA');
  const registry = createRegistry(SHELL_COMMANDS, { goTo: () => {}, announce: () => {}, showToast: () => {} });
  await render(
    <LocaleProvider texts={texts} locale="en-XA">
      <CommandProvider registry={registry} platform="other">
        <ShortcutSheet isOpen onClose={() => {}} />
      </CommandProvider>
    </LocaleProvider>,
  );
  const sheet = page.getByRole('dialog');
  await expect.element(sheet).toBeVisible();
  expect(sheet.element().textContent).toContain('[');
  expect(untranslated(sheet.element())).toEqual([]);
});
