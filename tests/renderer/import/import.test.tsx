import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ImportLook, ImportReport } from '../../../core/api/transfer.ts';
import { CallError } from '../../../core/call.ts';
import { ImportEnd } from '../../../renderer/features/import/import-end.tsx';
import { ImportPage } from '../../../renderer/features/import/index.ts';
import { useImportSession } from '../../../renderer/features/import/session.ts';
import { idOf, showFeature } from '../show-feature.tsx';
import type { Answers, Shown } from '../show-feature.tsx';

const aReport = (change: Partial<ImportReport> = {}): ImportReport => ({ created: 2, updated: 0, unchanged: 0, doubtful: 0, skipped: 0, errors: [], doubts: [], errorsFile: null, changeId: null, ...change });

const aLook = (change: Partial<ImportLook> = {}): ImportLook => ({
  kind: 'google-csv',
  encoding: 'utf-8',
  delimiter: ',',
  columns: [
    { header: 'First Name', target: 'name.given', confidence: 1, samples: ['Ada', 'Grace'] },
    { header: 'Mystery', target: 'unmapped', confidence: 0, samples: ['42'] },
    { header: 'Middle Name', target: 'name.middle', confidence: 1, samples: [] },
  ],
  mappings: [],
  sample: [{ name: 'Ada King', kind: 'person', email: 'ada@example.org', phone: '', organisation: '' }],
  ...change,
});

async function showImport(transfer: NonNullable<Answers['transfer']> = {}, others: Answers = {}): Promise<Shown> {
  const shown = await showFeature(<><ImportPage /><ImportEnd /></>, {
    ...others,
    transfer: { upload: () => ({ uploadId: 'u1' }), look: () => aLook(), dryRun: () => aReport(), discard: () => {}, ...transfer },
  });
  await expect.element(page.getByRole('button', { name: 'Choose file…' })).toBeVisible();
  return shown;
}

const choose = (bytes = 100, name = 'people.csv') => userEvent.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, new File([new Uint8Array(bytes)], name));
const inputs = (shown: Shown, name: string) => shown.calls.filter((call) => call.name === name).map(({ input }) => input as Record<string, unknown>);

// The import under way outlives its page, and so it would outlive a test.
beforeEach(() => {
  useImportSession.setState({ stage: { kind: 'choosing', failure: null } });
  location.hash = '#/import';
});

describe('a file', () => {
  it('is sent in pieces of at most 1 MiB, in order, the last one marked', async () => {
    const shown = await showImport();
    await choose(2.5 * 1024 * 1024);
    await expect.element(page.getByText('people.csv')).toBeVisible();
    const pieces = inputs(shown, 'transfer.upload');
    expect(pieces.map(({ bytes }) => (bytes as Uint8Array).length)).toEqual([1_048_576, 1_048_576, 524_288]);
    expect(pieces.map(({ last }) => last)).toEqual([false, false, true]);
    expect(pieces.map(({ uploadId }) => uploadId)).toEqual([undefined, 'u1', 'u1']);
  });

  it('of projects is refused in words, and can be mapped all the same', async () => {
    const asked: (string | undefined)[] = [];
    await showImport({
      look: ({ as }) => {
        asked.push(as);
        if (as === undefined) throw new CallError('not-contacts', 'no', { what: 'projects' });
        return aLook({ kind: 'csv' });
      },
    });
    await choose(100, 'projects.csv');
    await expect.element(page.getByText(/holds projects, not contacts/)).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Map its columns' }));
    await expect.element(page.getByRole('tab', { name: /Columns/ })).toBeVisible();
    expect(asked.at(-1)).toBe('csv');
  });

  it('that is no text says what it is instead', async () => {
    const shown = await showImport({
      look: () => {
        throw new CallError('not-readable', 'no', { reason: 'not-text', what: 'pdf' });
      },
    });
    await choose(100, 'people.pdf');
    await expect.element(page.getByText(/is a PDF/)).toBeVisible();
    expect(page.getByRole('button', { name: 'Map its columns' }).query()).toBeNull();
    await choose(100, 'other.csv');
    await expect.element(page.getByRole('alert')).toHaveTextContent('other.csv is a PDF. Kith reads CSV and vCard.');
    expect(inputs(shown, 'transfer.discard')).toEqual([{ uploadId: 'u1' }]);
  });
});

describe('the review', () => {
  it('shows columns with samples, keeps the empty ones away, and checks anew when one is sent elsewhere', async () => {
    const shown = await showImport({ dryRun: ({ columns }) => aReport(columns ? { created: 1, unchanged: 1 } : {}) });
    await choose();
    await expect.element(page.getByRole('button', { name: 'Import 2 contacts' })).toBeEnabled();
    await expect.element(page.getByText('1 of 2 columns have a place.')).toBeVisible();
    expect(page.getByRole('list', { name: 'What stands in First Name' }).element().textContent).toBe('AdaGrace');
    expect(page.getByText('Middle Name').query()).toBeNull();
    await userEvent.click(page.getByRole('button', { name: 'Mystery becomes No place of its own' }));
    await userEvent.keyboard('nick');
    await userEvent.click(page.getByRole('option', { name: 'Nickname' }));
    await expect.element(page.getByRole('button', { name: 'Import 1 contact' })).toBeEnabled();
    expect(inputs(shown, 'transfer.dryRun').at(-1)).toEqual({ uploadId: 'u1', unmapped: 'note', columns: ['name.given', 'name.nickname', 'name.middle'] });
  });

  it('lists who is doubtful with the reason, and what is left out', async () => {
    await showImport({
      dryRun: () =>
        aReport({
          doubtful: 2,
          skipped: 1,
          doubts: [
            { row: 4, name: 'Ada King', likeId: idOf(7), likeName: 'Ada Lovelace', reason: 'same-email' },
            { row: 5, name: 'Ada King', likeId: null, likeName: 'Ada King', reason: 'same-name' },
          ],
          errors: [{ row: 9, code: 'nameless', message: 'x' }, { row: 10, code: 'of-a-newer-kith', message: 'Said by Kith.' }],
        }),
    });
    await choose();
    await userEvent.click(page.getByRole('tab', { name: /Doubtful/ }));
    await expect.element(page.getByRole('link', { name: 'Ada Lovelace' })).toHaveAttribute('href', `#/contacts/${idOf(7)}`);
    await expect.element(page.getByText('Same e-mail address')).toBeVisible();
    await userEvent.click(page.getByRole('tab', { name: /To note/ }));
    await expect.element(page.getByText('No name, organisation, e-mail address or phone number.')).toBeVisible();
    await expect.element(page.getByText('Said by Kith.')).toBeVisible();
  });

  it('has nothing to import from a file that was imported before', async () => {
    await showImport({ dryRun: () => aReport({ created: 0, unchanged: 500 }) });
    await choose();
    await expect.element(page.getByRole('button', { name: 'Nothing new' })).toBeDisabled();
  });
});

describe('the import', () => {
  it('tells how far it is, and Cancel brings back the review with nothing lost', async () => {
    let cancelled = false;
    const shown = await showImport({
      run: (_options, { progress, signal }) => {
        progress({ done: 30, total: 120, phase: 'writing' });
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            cancelled = true;
            reject(new CallError('cancelled', 'no'));
          });
        });
      },
    });
    await choose();
    await userEvent.click(page.getByRole('button', { name: 'Import 2 contacts' }));
    await expect.element(page.getByRole('progressbar')).toHaveAttribute('aria-valuetext', '25%');
    await userEvent.click(page.getByRole('button', { name: 'Cancel' }));
    await expect.element(page.getByRole('tab', { name: /Columns/ })).toBeVisible();
    expect(cancelled).toBe(true);
    expect(inputs(shown, 'transfer.discard')).toEqual([]);
  });

  it('ends with what came of it, and is taken back and brought again', async () => {
    const shown = await showImport(
      { run: () => aReport({ changeId: idOf(40), skipped: 1, errorsFile: 'a'.repeat(64), errors: [{ row: 9, code: 'nameless', message: 'x' }] }) },
      { history: { undo: () => ({ changeId: idOf(41), code: 'contacts.imported', params: {}, kept: [] }) } },
    );
    await choose();
    await userEvent.click(page.getByRole('button', { name: 'Import 2 contacts' }));
    await expect.element(page.getByRole('heading', { name: '2 contacts imported' })).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Save the row that could not be read' })).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Undo this import' }));
    await expect.element(page.getByText('The import was undone.')).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Import again' }));
    await expect.poll(() => inputs(shown, 'history.undo')).toEqual([{ changeId: idOf(40) }, { changeId: idOf(41) }]);
    await expect.element(page.getByRole('button', { name: 'Undo this import' })).toBeVisible();
  });

  it('keeps the file when it breaks off, and says why', async () => {
    await showImport({
      run: () => {
        throw new CallError('read-only', 'no');
      },
    });
    await choose();
    await userEvent.click(page.getByRole('button', { name: 'Import 2 contacts' }));
    await expect.element(page.getByRole('alert')).toHaveTextContent('The import broke off and nothing was kept. Kith may not write in its folder. Check the permissions of the folder.');
    await expect.element(page.getByRole('button', { name: 'Import 2 contacts' })).toBeEnabled();
  });
});

describe('an import whose page was left', () => {
  const leave = () => {
    location.hash = '#/contacts';
  };

  it('says that it is done, and leads back to what came of it', async () => {
    let end = (_report: ImportReport) => {};
    const shown = await showImport({ run: () => new Promise((resolve) => (end = resolve)) });
    await choose();
    await userEvent.click(page.getByRole('button', { name: 'Import 2 contacts' }));
    await expect.element(page.getByRole('progressbar')).toBeVisible();
    leave();
    end(aReport({ created: 3 }));
    await expect.poll(() => shown.toasts.at(-1)).toMatchObject({ text: '3 contacts imported', action: { label: 'Show' } });
    shown.toasts.at(-1)?.action?.onPress();
    expect(shown.goneTo).toEqual(['/import']);
  });

  it('says why it broke off', async () => {
    let fail = (_error: Error) => {};
    const shown = await showImport({ run: () => new Promise((_resolve, reject) => (fail = reject)) });
    await choose();
    await userEvent.click(page.getByRole('button', { name: 'Import 2 contacts' }));
    await expect.element(page.getByRole('progressbar')).toBeVisible();
    leave();
    fail(new CallError('read-only', 'no'));
    await expect.poll(() => shown.toasts.at(-1)).toMatchObject({ tone: 'danger', text: expect.stringContaining('Kith may not write in its folder') });
  });
});

describe('a calendar', () => {
  const calendar = [
    { kind: 'reminder', title: 'Send the samples', at: null, due: '2026-06-19', zone: '', repeats: true },
    { kind: 'meeting', title: '', at: Date.UTC(2026, 5, 19, 8), due: '', zone: '', repeats: false },
  ] as const;

  it('shows what becomes of it, by its titles, and leads to the reminders', async () => {
    const report = aReport({ created: 3, calendar: { reminders: 2, meetings: 1 }, skipped: 1, errors: [{ row: 4, code: 'nobody-known', message: 'no', title: 'Dentist' }], changeId: idOf(7) });
    const shown = await showImport({ look: () => aLook({ kind: 'calendar', columns: [], sample: [], calendar: [...calendar] }), dryRun: () => report, run: () => report });
    await choose(100, 'work.ics');
    await expect.element(page.getByText('Send the samples')).toBeVisible();
    await expect.element(page.getByText('19 Jun 2026, 8:00')).toBeVisible();
    await expect.element(page.getByText('Without a title')).toBeVisible();
    await expect.element(page.getByRole('status').getByText('2 reminders')).toBeVisible();
    await expect.element(page.getByRole('status').getByText('1 meeting')).toBeVisible();
    await userEvent.click(page.getByRole('tab', { name: /To note/ }));
    await expect.element(page.getByText('Dentist')).toBeVisible();
    await expect.element(page.getByText(/Nobody in it is in Kith/)).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Import 3 entries' }));
    await expect.element(page.getByRole('heading', { name: '3 entries imported' })).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Undo this import' })).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Show reminders' }));
    expect(shown.goneTo.at(-1)).toBe('/reminders');
  });
});
