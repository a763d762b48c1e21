import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { CommandButton } from '../../../renderer/commands/command-button.tsx';
import { CommandProvider } from '../../../renderer/commands/command-provider.tsx';
import { createRegistry, defineCommand } from '../../../renderer/commands/registry.ts';
import { startLanguage, switchLanguage } from '../../../renderer/i18n/languages.ts';
import { LocaleProvider } from '../../../renderer/i18n/locale-provider.tsx';

it('names keys in the language of the page, also after that has changed', async () => {
  const texts = await startLanguage('en');
  const registry = createRegistry([defineCommand({ id: 'act.undo', titleKey: 'common:undo', keys: ['Mod+Z'], run: () => {} })], { goTo: () => {}, announce: () => {}, showToast: () => {} });
  await render(
    <LocaleProvider texts={texts} locale="en-GB">
      <CommandProvider registry={registry} platform="other">
        <CommandButton command="act.undo" />
      </CommandProvider>
    </LocaleProvider>,
  );
  await expect.element(page.getByText('Ctrl Z')).toBeVisible();
  await switchLanguage(texts, 'de');
  await expect.element(page.getByText('Strg Z')).toBeVisible();
});
