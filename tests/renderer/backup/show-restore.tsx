// The page for restoring, over answers of a story.
import axe from 'axe-core';
import { page } from 'vitest/browser';
import type { ComparedCount, Difference } from '../../../core/api/restore.ts';
import { CallError } from '../../../core/call.ts';
import { RestorePage } from '../../../renderer/features/restore/restore-page.tsx';
import { useRestoreSession } from '../../../renderer/features/restore/session.ts';
import { showFeature } from '../show-feature.tsx';
import type { Answers, Shown } from '../show-feature.tsx';
import { anOpened } from './backup-answers.ts';

export const chooseAnew = (): void => useRestoreSession.setState({ stage: { kind: 'choosing' }, view: 'differences', counts: null });

export const showRestore = (restore: Answers['restore'], opened: Answers['opened'] = {}, options?: Parameters<typeof showFeature>[2], rest: Answers = {}): Promise<Shown> =>
  showFeature(<main className="flex min-h-0 w-full min-w-0 flex-1"><RestorePage /></main>, { restore: { asides: () => [], ...restore }, opened, ...rest }, options);

export const button = (name: string | RegExp) => page.getByRole('button', { name });
export const text = (words: string | RegExp) => page.getByText(words);
export const lastCall = ({ calls }: Shown) => calls.at(-1);
export const violations = async () => (await axe.run(document.body, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true }, region: { enabled: false } } })).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);

/** A page on which a backup is open, with these differences. */
export function showOpened(counts: ComparedCount[], rows: Difference[], { opened = {}, restore = {}, view = {}, options = {}, rest = {} }: { opened?: Answers['opened']; restore?: Answers['restore']; view?: Parameters<typeof anOpened>[0]; options?: Parameters<typeof showFeature>[2]; rest?: Answers } = {}): Promise<Shown> {
  useRestoreSession.setState({ stage: { kind: 'opened', opened: anOpened(view) }, counts: null });
  return showRestore(
    { compare: () => ({ counts }), ...restore },
    { differences: ({ after = '0', limit }) => ({ rows: rows.slice(Number(after), Number(after) + limit), next: Number(after) + limit < rows.length ? String(Number(after) + limit) : null }), contact: () => { throw new CallError('contact-not-found', 'no'); }, ...opened },
    options,
    { fields: { list: () => [] }, ...rest },
  );
}
