import axe from 'axe-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { EverythingLook } from '../../../core/api/everything.ts';
import { CallError } from '../../../core/call.ts';
import { ImportEnd } from '../../../renderer/features/import/import-end.tsx';
import { ImportPage } from '../../../renderer/features/import/index.ts';
import { useImportSession } from '../../../renderer/features/import/session.ts';
import { showFeature } from '../show-feature.tsx';
import type { Answers, Shown } from '../show-feature.tsx';

const LONG = `${'Wolkenkratzerbauunternehmensgruppe '.repeat(4).slice(0, 116)}.zip`;
const aLook = (change: Partial<EverythingLook> = {}): EverythingLook => ({
  exportedAt: Date.UTC(2024, 10, 3, 14, 29),
  version: '1.2.3',
  counts: { person: 1204, organisation: 36, entry: 9000, reminder: 2, deal: 12 },
  files: { count: 84, bytes: 310_000_000 },
  isEmptyHere: true,
  ...change,
});
const TAKEN = { contacts: 1240, records: 20_431, files: 84 };

const show = (everything: NonNullable<Answers['everything']> = {}, options?: Parameters<typeof showFeature>[2], rest: Answers = {}): Promise<Shown> =>
  showFeature(<><ImportPage /><ImportEnd /></>, {
    transfer: { upload: () => ({ uploadId: 'u1' }), discard: () => {}, look: () => { throw new CallError('not-readable', 'no', { what: 'zip' }); } },
    everything: { folders: () => ({ folders: [], canChoose: false }), look: () => aLook(), take: () => TAKEN, ...everything },
    ...rest,
  }, options);

/** As a ZIP begins. */
const choose = (name = 'Kith 2026-11-28.zip', head = [0x50, 0x4b, 3, 4]) => userEvent.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, new File([new Uint8Array([...head, ...Array<number>(100).fill(0)])], name));
const button = (name: string | RegExp) => page.getByRole('button', { name });
const text = (words: string | RegExp) => page.getByText(words);
const names = ({ calls }: Shown) => calls.map(({ name }) => name);
const violations = async () => (await axe.run(document.body, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true }, region: { enabled: false } } })).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);

beforeEach(() => {
  useImportSession.setState({ stage: { kind: 'choosing', failure: null } });
  location.hash = '#/import';
});

describe('an export of everything', () => {
  it('is known by its bytes, says what it holds, and is taken in by keys alone', async () => {
    let go = () => {};
    const shown = await show({
      take: (_input, { progress }) => {
        progress({ phase: 'records', done: 40_000_000, total: 100_000_000 });
        return new Promise((resolve) => {
          go = () => resolve(TAKEN);
        });
      },
    });
    await choose(LONG);
    await expect.element(page.getByRole('heading', { name: 'An export of everything' })).toBeVisible();
    await expect.element(text(/^3 Nov 2024, .*by Kith 1\.2\.3$/)).toBeVisible();
    await expect.element(text('1,204 people, 36 organisations, 9,000 entries, 2 reminders and 12 deals')).toBeVisible();
    await expect.element(text('84 files, 310 MB')).toBeVisible();
    await expect.element(button('Take everything in')).toHaveFocus();
    await expect.poll(violations).toEqual([]);
    expect(names(shown)).not.toContain('everything.take');

    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('progressbar')).toHaveAttribute('aria-valuetext', '40 MB of 100 MB');
    await expect.element(text(/Nothing changes here until the end/)).toBeVisible();
    await expect.poll(violations).toEqual([]);
    go();
    await expect.element(page.getByRole('heading', { name: 'Everything is here' })).toBeVisible();
    await expect.element(text(/20,431 records, also those in the bin/)).toBeVisible();
    await expect.element(button('Show contacts')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(shown.goneTo).toEqual(['/contacts']);
    expect(shown.calls.filter(({ name }) => name.startsWith('everything')).map(({ name, input }) => ({ name, input }))).toEqual([
      { name: 'everything.look', input: { from: { kind: 'upload', uploadId: 'u1' } } },
      { name: 'everything.take', input: { from: { kind: 'upload', uploadId: 'u1' } } },
    ]);
  });

  it('is not taken in by a profile that is not empty, which is told what to do', async () => {
    let isEmptyHere = false;
    const shown = await show({ look: () => aLook({ isEmptyHere }) });
    await choose();
    await expect.element(page.getByRole('heading', { name: 'This profile is not empty' })).toBeVisible();
    await expect.element(text('kith import FILE.zip --profile NEW-FOLDER')).toBeVisible();
    await expect.element(text(/import contacts\.vcf/)).toBeVisible();
    expect(button('Take everything in').query()).toBeNull();
    await expect.poll(violations).toEqual([]);
    isEmptyHere = true;
    await userEvent.click(button('Look again'));
    await expect.element(button('Take everything in')).toBeVisible();
    expect(names(shown)).not.toContain('everything.take');
  });

  it('that came to be too late says so where somebody wrote meanwhile', async () => {
    await show({ take: () => { throw new CallError('profile-not-empty', 'no'); } });
    await choose();
    await userEvent.click(button('Take everything in'));
    await expect.element(page.getByRole('heading', { name: 'This profile is not empty' })).toBeVisible();
    expect(button('Take everything in').query()).toBeNull();
  });

  it.each([
    ['everything-damaged', /is not whole, or was changed since it was exported/],
    ['everything-unsafe', /might do harm/],
    ['newer-version', /was exported by a newer Kith/],
    ['upload-not-found', /no longer there/],
  ])('is refused in words: %s', async (code, words) => {
    const shown = await show({ look: () => { throw new CallError(code, 'no'); } });
    await choose('all.zip');
    await expect.element(page.getByRole('alert').getByText(words)).toBeVisible();
    await expect.element(button('Choose file…')).toBeVisible();
    await choose('again.zip');
    await expect.element(page.getByRole('alert').getByText('again.zip')).toBeVisible();
    expect(names(shown)).toContain('transfer.discard');
  });

  it('is told from another ZIP, such as a workbook', async () => {
    await show({ look: () => { throw new CallError('not-everything', 'no'); } });
    await choose('people.xlsx');
    await expect.element(page.getByRole('alert')).toHaveTextContent('people.xlsx is a ZIP archive or an Excel workbook. Unpack it, or save the sheet as CSV.');
  });

  it('can be cancelled while it is read and while it is taken in, and says why it broke off', async () => {
    let refuse: ((error: unknown) => void) | undefined;
    const waiting = (_input: unknown, { signal }: { signal: AbortSignal }) =>
      new Promise<never>((_resolve, reject) => {
        refuse = reject;
        signal.addEventListener('abort', () => reject(new CallError('cancelled', 'cancelled')));
      });
    let looks = 0;
    await show({ look: (input, context) => (looks++ === 0 ? waiting(input, context) : aLook()), take: waiting });
    await choose();
    await userEvent.click(button('Cancel'));
    await expect.element(button('Choose file…')).toBeVisible();
    await choose();
    await userEvent.click(button('Take everything in'));
    await userEvent.click(button('Cancel'));
    await expect.element(button('Take everything in')).toBeVisible();
    await userEvent.click(button('Take everything in'));
    await expect.element(page.getByRole('progressbar')).toBeVisible();
    refuse!(new CallError('disk-full', 'no'));
    await expect.element(text(/It was not taken in, and nothing was changed\. .*full/)).toBeVisible();
    await expect.element(button('Take everything in')).toBeVisible();
  });

  it('goes on when its page is left, and says so at its end', async () => {
    let go = () => {};
    const shown = await show({ take: () => new Promise((resolve) => (go = () => resolve(TAKEN))) });
    await choose();
    await userEvent.click(button('Take everything in'));
    await expect.element(page.getByRole('progressbar')).toBeVisible();
    location.hash = '#/contacts';
    go();
    await expect.poll(() => shown.toasts.map((toast) => toast.text)).toEqual(['Everything is here']);
  });
});

describe('a folder', () => {
  it('is chosen with the dialog of the system in a window', async () => {
    let answer: { token: string; name: string } | null = null;
    const shown = await show({ folders: () => ({ folders: [], canChoose: true }), chooseFolder: () => answer });
    await userEvent.click(button('Choose folder…'));
    await expect.poll(() => names(shown)).toEqual(['everything.chooseFolder']);
    answer = { token: 't1', name: 'Kith export' };
    await userEvent.click(button('Choose folder…'));
    await expect.element(page.getByRole('heading', { name: 'An export of everything' })).toBeVisible();
    expect(shown.calls.at(-1)).toEqual({ name: 'everything.look', input: { from: { kind: 'folder', folder: 't1' } } });
  });

  it('is one of those that were granted, in a browser, and may be none of an export', async () => {
    await show({ folders: () => ({ folders: [{ token: 't1', name: 'USB drive' }], canChoose: false }), look: () => { throw new CallError('not-everything', 'no'); } });
    await userEvent.click(button(/Choose folder…/));
    await userEvent.click(page.getByRole('option', { name: 'USB drive' }));
    await expect.element(page.getByRole('alert')).toHaveTextContent('USB drive is no folder of an export of everything: it has no kith.json.');
  });
});
