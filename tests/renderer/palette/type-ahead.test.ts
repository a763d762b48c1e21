import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { holdTyping } from '../../../renderer/commands/type-ahead.ts';

/** What waits for its time; `pass` lets it come. */
let waiting: { ms: number; run: () => void }[] = [];
const after = (ms: number, run: () => void) => {
  const entry = { ms, run };
  waiting.push(entry);
  return () => {
    waiting = waiting.filter((each) => each !== entry);
  };
};
const pass = (ms: number) => {
  const due = waiting.filter((each) => each.ms <= ms);
  waiting = waiting.filter((each) => each.ms > ms);
  for (const { run } of due) run();
};

let field: HTMLInputElement;
let giveUp = () => {};
beforeEach(() => {
  field = document.createElement('input');
  document.body.append(field);
  field.focus();
  giveUp = holdTyping({ after });
});
afterEach(() => {
  giveUp();
  waiting = [];
  document.body.replaceChildren();
});

/** A key as it comes to whatever has the focus: gives whether anybody but us could use it. */
function press(key: string, init: KeyboardEventInit = {}): boolean {
  return document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }));
}

function openDialog(boxes = 1): HTMLInputElement[] {
  const dialog = document.createElement('div');
  dialog.setAttribute('role', 'dialog');
  const inputs = Array.from({ length: boxes }, () => document.createElement('input'));
  const form = document.createElement('form');
  form.append(...inputs);
  dialog.append(form);
  document.body.append(dialog);
  inputs[0]?.focus();
  return inputs;
}

const valueOf = (box: HTMLInputElement | undefined) => expect.poll(() => box?.value);

describe('keys typed before the box is there', () => {
  it('are typed into it, in their order, and into nothing else', async () => {
    expect(press('A')).toBe(false);
    expect(press('d')).toBe(false);
    const heard: string[] = [];
    const [box] = openDialog();
    box!.addEventListener('input', () => heard.push(box!.value));
    press('a');
    pass(0);
    await valueOf(box).toBe('Ada');
    expect(heard).toEqual(['A', 'Ad', 'Ada']);
    expect(field.value).toBe('');
  });

  it('are the box’s own once it has them', async () => {
    press('a');
    const [box] = openDialog();
    pass(0);
    await valueOf(box).toBe('a');
    expect(press('b')).toBe(true);
  });

  it('may be Backspace, Tab and Enter, which find what was typed before', async () => {
    for (const key of ['A', 'x', 'Backspace', 'd', 'Tab', 'e', 'Enter']) press(key);
    const [name, email] = openDialog(2);
    name!.addEventListener('keydown', ({ key }) => key === 'Tab' && email!.focus());
    const sent: string[][] = [];
    name!.form!.addEventListener('submit', (event) => {
      event.preventDefault();
      sent.push([name!.value, email!.value]);
    });
    pass(0);
    await expect.poll(() => sent).toEqual([['Ad', 'e']]);
  });

  it('go also into a field of addresses, which has no place for a caret', async () => {
    press('a');
    press('@');
    const [box] = openDialog();
    box!.type = 'email';
    pass(0);
    await valueOf(box).toBe('a@');
  });

  it('leave out what the opening key repeats while it is down', async () => {
    press('c', { repeat: true });
    press('a');
    const [box] = openDialog();
    pass(0);
    await valueOf(box).toBe('a');
  });
});

describe('keys are let go', () => {
  it('when they are chords, or are being composed', () => {
    expect(press('k', { ctrlKey: true })).toBe(true);
    expect(press('s', { metaKey: true })).toBe(true);
    expect(press('a', { isComposing: true })).toBe(true);
    expect(press('a')).toBe(false);
  });

  it('after three seconds without a box', async () => {
    press('a');
    pass(3_000);
    expect(press('b')).toBe(true);
    const [box] = openDialog();
    pass(0);
    expect(box!.value).toBe('');
  });

  it.each(['input', 'div'] as const)('when a box elsewhere takes the focus: %s', (name) => {
    press('a');
    const other = document.createElement(name);
    other.contentEditable = 'true';
    document.body.append(other);
    other.focus();
    expect(press('b')).toBe(true);
    other.remove();
  });

  it('not when a list of the page behind takes the focus, as that page arrives', async () => {
    press('a');
    const list = document.createElement('div');
    list.tabIndex = 0;
    document.body.append(list);
    list.focus();
    expect(press('b')).toBe(false);
    const [box] = openDialog();
    pass(0);
    await vi.waitFor(() => expect(box!.value).toBe('ab'));
    list.remove();
  });

  it('when the pointer is pressed', () => {
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    expect(press('b')).toBe(true);
  });

  it('not yet when the dialog has the focus before its box', () => {
    const dialog = document.createElement('div');
    dialog.setAttribute('role', 'dialog');
    dialog.tabIndex = -1;
    document.body.append(dialog);
    dialog.focus();
    expect(press('b')).toBe(false);
  });
});
