import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CallError } from '../../../core/call.ts';
import { useApiQuery } from '../../../renderer/api.ts';
import { useCommand, useCommands } from '../../../renderer/commands/command-provider.tsx';
import { useKeySettings } from '../../../renderer/commands/key-settings.ts';
import { KeyList } from '../../../renderer/features/settings/keyboard/key-list.tsx';
import type { ProfileInfo } from '../../../core/api/profile.ts';
import { aProfile, idOf, showFeature } from '../show-feature.tsx';
import type { Shown } from '../show-feature.tsx';

interface Story {
  keys?: Record<string, string[]>;
  refuses?: boolean;
  locale?: string;
  width?: number;
}

/** The list as the settings show it, over a profile that keeps what it is told; beside it what else shows a key. */
async function showKeys({ keys = {}, refuses = false, locale = 'en-GB', width = 1280 }: Story = {}): Promise<Shown & { kept: () => Record<string, string[]> }> {
  let kept = keys;
  const shown = await showFeature(<Screen />, {
    profile: {
      info: () => aProfile({ personal: { keys: kept } }),
      setPersonal: (change) => {
        if (refuses) throw new CallError('internal', 'refused by the test');
        kept = Object.fromEntries(Object.entries({ ...kept, ...change.keys }).flatMap(([id, chosen]) => (chosen ? [[id, chosen]] : [])));
        return { changeId: idOf(9) };
      },
    },
  }, { locale, width });
  await expect.element(page.getByRole('heading', { level: 3 }).first()).toBeVisible();
  return { ...shown, kept: () => kept };
}

function Screen() {
  const { data } = useApiQuery('profile.info', undefined);
  return data ? <WithKeys profile={data} /> : null;
}

function WithKeys({ profile }: { profile: ProfileInfo }) {
  const { registry } = useCommands();
  useKeySettings(registry, profile);
  const { keys } = useCommand('go.today');
  return (
    <main style={{ width: '100%' }}>
      <h1>Keys</h1>
      <h2>Keyboard</h2>
      <p>Hint: {keys}</p>
      <KeyList profile={profile} />
    </main>
  );
}

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const find = async (text: string) => userEvent.fill(page.getByRole('textbox', { name: 'Search commands and keys' }), text);
const lastKeys = ({ calls }: Shown) => calls.filter(({ name }) => name === 'profile.setPersonal').at(-1)?.input;

describe('the keys in the settings', () => {
  it('are of every command, in groups, and found by title and by key', async () => {
    await showKeys();
    await expect.element(page.getByRole('heading', { name: 'Go to' })).toBeVisible();
    await expect.element(button('Add keys for Export everything')).toBeInTheDocument();
    await find('g then t');
    await expect.element(button('Today: G then T. Change')).toBeVisible();
    await expect.element(button(/^Contacts/)).not.toBeInTheDocument();
    await find('nothing of ours');
    await expect.element(page.getByText('No command fits.')).toBeVisible();
  });

  it('are changed by pressing others, show everywhere at once, and it can be undone', async () => {
    const shown = await showKeys();
    await find('today');
    button('Today: G then T. Change').element().focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(button('Today: Press keys…')).toHaveFocus();
    await userEvent.keyboard('{F9}');
    await expect.element(button('Today: F9. Change')).toHaveFocus();
    expect(lastKeys(shown)).toEqual({ keys: { 'go.today': ['F9'] } });
    await expect.element(page.getByText('Hint: F9')).toBeVisible();
    await expect.poll(() => shown.toasts.at(-1)?.action?.label).toBe('Undo');
    await expect.poll(() => shown.announced).toContain('Today: F9');
    await userEvent.keyboard('{F9}');
    await expect.poll(() => shown.goneTo).toEqual(['/today']);
  });

  it('are two in a row where a key begins such', async () => {
    const shown = await showKeys();
    await find('settings');
    button(/^Settings: /).element().focus();
    await userEvent.keyboard('{Enter}g');
    await expect.element(page.getByText('G, then…')).toBeVisible();
    await userEvent.keyboard('y');
    await expect.element(button('Settings: G then Y. Change')).toHaveFocus();
    expect(lastKeys(shown)).toEqual({ keys: { 'settings.open': ['g y'] } });
  });

  it('stay on Esc, and on Tab, which goes on', async () => {
    const shown = await showKeys();
    await find('today');
    button('Today: G then T. Change').element().focus();
    await userEvent.keyboard('{Enter}{Escape}');
    await expect.element(button('Today: G then T. Change')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(button('Today: Press keys…')).toBeVisible();
    await userEvent.tab();
    await expect.element(button('Today: G then T. Change')).toBeVisible();
    await expect.element(button('Today: G then T. Change')).not.toHaveFocus();
    expect(shown.calls.map(({ name }) => name)).not.toContain('profile.setPersonal');
  });

  it('are taken away by Backspace while they are asked for, and by Delete', async () => {
    const shown = await showKeys();
    await find('palette');
    button('Command palette: F8. Change').element().focus();
    await userEvent.keyboard('{Enter}{Backspace}');
    await expect.element(button('Command palette: F8. Change')).not.toBeInTheDocument();
    expect(lastKeys(shown)).toEqual({ keys: { 'palette.open': ['Mod+K'] } });
    await expect.element(button('Command palette: Ctrl K. Change')).toHaveFocus();
    await userEvent.keyboard('{Delete}');
    await expect.element(button('Add keys for Command palette')).toHaveFocus();
    expect(shown.kept()).toEqual({ 'palette.open': [] });
    await expect.poll(() => shown.announced).toContain('Command palette has no keys now');
  });

  it('can be more than one', async () => {
    const shown = await showKeys();
    await find('print');
    button('Add keys for Print').element().focus();
    await userEvent.keyboard('{Enter}{F9}');
    await expect.element(button('Print: F9. Change')).toHaveFocus();
    expect(lastKeys(shown)).toEqual({ keys: { 'page.print': ['Mod+P', 'F9'] } });
  });

  it('that another command has are named, and moved when wanted, in one change', async () => {
    const shown = await showKeys();
    await find('today');
    button('Today: G then T. Change').element().focus();
    await userEvent.keyboard('{Enter}{Control>}k{/Control}');
    await expect.element(page.getByText('Ctrl K is or begins the key of Command palette.')).toBeVisible();
    await userEvent.click(button('Cancel'));
    await expect.element(button('Today: G then T. Change')).toHaveFocus();
    expect(lastKeys(shown)).toBeUndefined();
    await userEvent.keyboard('{Enter}{Control>}k{/Control}');
    await expect.element(button('Use it here instead')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(button('Today: Ctrl K. Change')).toHaveFocus();
    expect(lastKeys(shown)).toEqual({ keys: { 'palette.open': ['F8'], 'go.today': ['Mod+k'] } });
  });

  it('that others need are refused, and others waited for', async () => {
    const shown = await showKeys();
    await find('today');
    button('Today: G then T. Change').element().focus();
    await userEvent.keyboard('{Enter}{Control>}{Alt>}k{/Alt}{/Control}');
    await expect.element(page.getByText(/needs AltGr on many keyboards/)).toBeVisible();
    await userEvent.keyboard('{Control>}c{/Control}');
    await expect.element(page.getByText(/^Ctrl C belongs to the system/)).toBeVisible();
    await userEvent.keyboard('{Shift}{F9}');
    await expect.element(button('Today: F9. Change')).toBeVisible();
    expect(shown.kept()).toEqual({ 'go.today': ['F9'] });
  });

  it('that a browser keeps are said to be so', async () => {
    await showKeys({ keys: { 'go.today': ['Mod+t'] } });
    await find('today');
    await expect.element(page.getByText('A browser keeps Ctrl T for itself. It works in the window of Kith.')).toBeVisible();
  });

  it('are reset one by one, or all', async () => {
    const shown = await showKeys({ keys: { 'go.today': ['F9'], 'palette.open': [] } });
    await find('today');
    await userEvent.click(button('Reset the keys of Today'));
    await expect.element(button('Today: G then T. Change')).toHaveFocus();
    expect(lastKeys(shown)).toEqual({ keys: { 'go.today': null } });
    await find('');
    await userEvent.click(button('Reset all'));
    await expect.element(button('Command palette: F8. Change')).toBeInTheDocument();
    expect(shown.kept()).toEqual({});
    await expect.element(button('Reset all')).toBeDisabled();
  });

  it('pressed as they are built in count as reset', async () => {
    const shown = await showKeys({ keys: { 'contacts.selectAll': ['F9'] } });
    await find('select all');
    button(/: F9\. Change/).element().focus();
    await userEvent.keyboard('{Enter}{Control>}a{/Control}');
    await expect.poll(() => lastKeys(shown)).toEqual({ keys: { 'contacts.selectAll': null } });
  });

  it('are as before when they could not be saved', async () => {
    const shown = await showKeys({ refuses: true });
    await find('today');
    button('Today: G then T. Change').element().focus();
    await userEvent.keyboard('{Enter}{F9}');
    await expect.poll(() => shown.toasts.at(-1)?.tone).toBe('danger');
    await expect.element(button('Today: G then T. Change')).toBeVisible();
  });

  it('are one stop of Tab, and walked with arrows', async () => {
    await showKeys();
    const tabbable = () => document.querySelectorAll('[data-cell][tabindex="0"]').length;
    expect(tabbable()).toBe(1);
    document.querySelector<HTMLElement>('[data-cell][tabindex="0"]')!.focus();
    const first = document.activeElement;
    await userEvent.keyboard('{ArrowRight}');
    expect(document.activeElement).not.toBe(first);
    await userEvent.keyboard('{ArrowLeft}');
    expect(document.activeElement).toBe(first);
    await userEvent.keyboard('{ArrowDown}{End}');
    expect(document.activeElement?.closest('li')).toBe([...document.querySelectorAll('li')].at(-1));
    expect(tabbable()).toBe(1);
    await userEvent.keyboard('{Home}');
    expect(document.activeElement).toBe(first);
  });

  it.each([[1280, 'en-GB'], [375, 'de-DE']] as const)('are without a fault at %i px in %s, also while keys are asked for', async (width, locale) => {
    await showKeys({ width, locale, keys: { 'go.today': ['Mod+t'] } });
    const faults = async () => (await axe.run(document.body, { resultTypes: ['violations'], rules: { region: { enabled: false } } })).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    expect(await faults()).toEqual([]);
    document.querySelector<HTMLElement>('[data-cell][tabindex="0"]')!.click();
    await expect.element(page.getByRole('status').first()).toBeVisible();
    expect(await faults()).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});
