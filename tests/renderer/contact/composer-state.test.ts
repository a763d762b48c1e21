import { describe, expect, it } from 'vitest';
import { emptyComposer, isUntouched, isWorthSaving, readDraft, withKind } from '../../../renderer/timeline/composer-state.ts';
import { localInstant, localParts } from '../../../renderer/timeline/when.ts';
import { aRef } from './show-contact.tsx';

const ada = aRef(1, 'Ada Lindqvist');
const file = { name: 'plan.pdf', type: 'application/pdf', size: 10, hash: 'a'.repeat(64) };

describe('what stands in the composer', () => {
  it('is worth saving as a note only with words or a file', () => {
    expect(isWorthSaving(emptyComposer([ada]))).toBe(false);
    expect(isWorthSaving({ ...emptyComposer([ada]), body: '  \n' })).toBe(false);
    expect(isWorthSaving({ ...emptyComposer([ada]), body: 'Hello' })).toBe(true);
    expect(isWorthSaving({ ...emptyComposer([ada]), attachments: [file] })).toBe(true);
  });

  it('is worth saving as a call or a visit by itself, as a file only with one', () => {
    expect(isWorthSaving(emptyComposer([ada], 'call'))).toBe(true);
    expect(isWorthSaving(emptyComposer([ada], 'visit'))).toBe(true);
    expect(isWorthSaving({ ...emptyComposer([ada], 'file'), body: 'About the plan' })).toBe(false);
  });

  it('is never worth saving with nobody', () => {
    expect(isWorthSaving({ ...emptyComposer([ada]), body: 'Hello', participants: [] })).toBe(false);
  });

  it('keeps its words when it becomes another kind, and loses what that kind has no place for', () => {
    const call = { ...withKind({ ...emptyComposer([ada]), body: 'Hello' }, 'call'), outcome: 'reached', minutes: 6 };
    expect(call.direction).toBe('out');
    expect(withKind(call, 'meeting')).toMatchObject({ body: 'Hello', minutes: 6, outcome: '', direction: null });
    expect(withKind(call, 'note')).toMatchObject({ body: 'Hello', minutes: null, outcome: '', direction: null });
  });

  it('comes back from its draft as it was', () => {
    const state = { ...emptyComposer([ada], 'call'), body: '- [ ] Ring back', minutes: 6, attachments: [file] };
    expect(readDraft(JSON.stringify(state))).toEqual(state);
  });

  it('is begun anew where the draft is of another making', () => {
    expect(readDraft('Hello')).toBeNull();
    expect(readDraft('{"kind":"fax"}')).toBeNull();
  });

  it('needs no draft as long as nobody touched it', () => {
    expect(isUntouched(emptyComposer([ada]), [ada])).toBe(true);
    expect(isUntouched(emptyComposer([ada], 'call'), [ada])).toBe(false);
    expect(isUntouched({ ...emptyComposer([ada]), participants: [ada, aRef(2, 'Ingrid')] }, [ada])).toBe(false);
  });
});

describe('the time of an entry', () => {
  it('is taken apart and put together where the reader is', () => {
    const instant = new Date(2026, 5, 12, 15, 5).getTime();
    expect(localParts(instant)).toEqual({ date: '2026-06-12', time: '15:05' });
    expect(localInstant('2026-06-12', '15:05')).toBe(instant);
  });

  it('may lie in any year', () => {
    expect(new Date(localInstant('0087-03-04', '00:00')!).getFullYear()).toBe(87);
  });

  it('is none while a part is missing', () => {
    expect(localInstant('', '15:05')).toBeNull();
    expect(localInstant('2026-06-12', '')).toBeNull();
  });
});
