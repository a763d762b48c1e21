import { useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { Ref } from 'react';
import type { EntryKind } from '../../core/entries.ts';
import { useApi } from '../api.ts';
import { useCommand } from '../commands/command-provider.tsx';
import { useMedia, useNarrow } from '../ui/media.ts';
import { useUndoToast } from '../undo-toast.ts';
import { isFloating } from '../record/floating.ts';
import { useContactText } from '../words/contact-words.ts';
import { emptyComposer, isUntouched, withKind } from './composer-state.ts';
import type { ComposerState } from './composer-state.ts';
import { EntryForm } from './entry-form.tsx';
import type { EntryFormHandle } from './entry-form.tsx';
import { KindPicker } from './kind-picker.tsx';
import { dealsOf, peopleOf, subjectId } from './subject.ts';
import type { Subject } from './subject.ts';
import { useDraft } from './use-draft.ts';

export interface ComposerHandle {
  /** Makes what is being written a call, a meeting and so on, and goes there. */
  write: (kind: EntryKind) => void;
  save: () => void;
  attach: (files: readonly File[]) => void;
}

export interface ComposerProps {
  subject: Subject;
  /** The page was opened for something else on it. */
  leavesFocus: boolean;
  ref?: Ref<ComposerHandle>;
}

/** Where a note, a call or a meeting is logged. It has the focus when the page opens, and keeps what was typed through anything. */
export function Composer({ subject, leavesFocus, ref }: ComposerProps) {
  const api = useApi();
  const t = useContactText();
  const undoable = useUndoToast();
  const isNarrow = useNarrow();
  const isTouched = useMedia('(hover: none)');
  const form = useRef<EntryFormHandle>(null);
  const [hasFocus, setFocused] = useState(false);
  const saveCommand = useCommand('contact.saveEntry');
  const id = subjectId(subject);
  const people = peopleOf(subject);
  const about = dealsOf(subject);
  const draftKey = `compose:${id}`;
  const draft = useDraft(draftKey, subject.kind === 'deal' ? (people[0]?.id ?? id) : id, () => emptyComposer(people), (state) => !isUntouched(state, people));
  const wanted = useRef<EntryKind | null>(null);

  function write(kind: EntryKind) {
    if (!draft.state) {
      wanted.current = kind;
      return;
    }
    draft.change((state) => withKind(state, kind));
    setFocused(true);
    // After the box has unfolded.
    requestAnimationFrame(() => form.current?.focus());
  }

  useImperativeHandle(ref, () => ({ write, save: () => form.current?.save(), attach: (files) => form.current?.attach(files) }));

  const isReady = draft.state !== undefined;
  useEffect(() => {
    if (!isReady || wanted.current === null) return;
    write(wanted.current);
    wanted.current = null;
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- asked for once, as soon as there is a form
  }, [isReady]);

  async function save(state: ComposerState) {
    await draft.settle();
    const { kind, at, direction, outcome, minutes, subject, body, participants, attachments } = state;
    try {
      const { changeId } = await api.entries.create({
        kind,
        ...(at === null ? {} : { at }),
        direction,
        outcome,
        minutes,
        subject: subject.trim(),
        body,
        participants: participants.map((person) => person.id),
        ...about,
        attachments,
        draftKey,
      });
      draft.startOver(emptyComposer(people));
      undoable(t(LOGGED[kind]), changeId);
      requestAnimationFrame(() => form.current?.focus());
    } catch (error) {
      // The draft is written again: it was held back for the save.
      draft.change((latest) => latest);
      throw error;
    }
  }

  function discard() {
    draft.discard(emptyComposer(people));
    form.current?.focus();
  }

  const { state } = draft;
  // Decided once, when the draft is there: who went elsewhere on the page by then is not called back.
  const takesFocus = useMemo(() => isReady && !leavesFocus && !isNarrow && !isTouched && !isAtWork(document.activeElement), [isReady]); // oxlint-disable-line react-hooks/exhaustive-deps
  const isEmpty = !state || isUntouched(state, people);
  return (
    <div
      className="narrow:min-h-10"
      onFocus={() => setFocused(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget) && !isFloating(event.relatedTarget)) setFocused(false);
      }}
    >
      {state && (
        <EntryForm
          // Another record begins with a form of its own.
          key={id}
          ref={form}
          state={state}
          onChange={draft.change}
          onBlur={draft.flush}
          onSave={save}
          label={t('composer')}
          keys={{ text: saveCommand.keys, aria: saveCommand.keyShortcuts }}
          autoFocus={takesFocus}
          isFolded={isNarrow && isEmpty && !hasFocus}
          isKept={draft.isKept}
          isAboutSomething={subject.kind === 'deal'}
          head={
            (!isNarrow || !isEmpty || hasFocus) && (
              <KindPicker kind={state.kind} onChange={(kind) => draft.change((before) => withKind(before, kind))} onPicked={() => form.current?.focus()} />
            )
          }
          {...(draft.isRestored ? { onDiscard: discard } : {})}
        />
      )}
    </div>
  );
}

/** Whether somebody is already doing something on the page. */
const isAtWork = (focused: Element | null): boolean => focused?.closest('[data-record-page]') != null || isFloating(focused);

const LOGGED = {
  note: 'loggedNote',
  call: 'loggedCall',
  email: 'loggedEmail',
  meeting: 'loggedMeeting',
  message: 'loggedMessage',
  letter: 'loggedLetter',
  visit: 'loggedVisit',
  file: 'loggedFile',
} as const satisfies Record<EntryKind, string>;
