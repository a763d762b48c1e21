import { useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import type { ReactNode, Ref } from 'react';
import { Heading, ListChecks, Paperclip, Trash2, Type } from 'lucide-react';
import { OUTCOMES } from '../../core/entries.ts';
import { useErrorText } from '../api.ts';
import { useText } from '../i18n/use-text.ts';
import { ContactAvatar } from '../contact-avatar.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { classes } from '../ui/classes.ts';
import { ComboBox } from '../ui/combo-box.tsx';
import { RichTextEditor } from '../ui/rich-text/rich-text-editor.tsx';
import type { RichTextHandle } from '../ui/rich-text/rich-text-editor.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useContactText, useContactWords } from '../words/contact-words.ts';
import { useEditorLabels } from '../words/editor-labels.ts';
import { AttachmentChips } from './attachment-chips.tsx';
import { HAS_DIRECTION, HAS_MINUTES, HAS_SUBJECT, isWorthSaving } from './composer-state.ts';
import type { ComposerState } from './composer-state.ts';
import { ParticipantsPicker } from './participants-picker.tsx';
import { useUploads } from './use-uploads.ts';
import { WhenPicker } from './when-picker.tsx';

export interface EntryFormHandle {
  focus: () => void;
  save: () => void;
  attach: (files: readonly File[]) => void;
}

export interface EntryFormProps {
  state: ComposerState;
  onChange: (update: (state: ComposerState) => ComposerState) => void;
  /** The form was left: what waits is written now. */
  onBlur: () => void;
  /** Rejecting keeps everything as it is and offers Retry. */
  onSave: (state: ComposerState) => Promise<void>;
  label: string;
  /** An entry that has happened has its time and asks for Cancel. */
  onCancel?: () => void;
  /** There is a draft of an earlier visit: how to be rid of it. */
  onDiscard?: () => void;
  keys?: { text: string | undefined; aria: string | undefined };
  autoFocus?: boolean;
  /** One line high until it has the focus. */
  isFolded?: boolean;
  isKept: boolean;
  /** It is about a deal, so that it may be with nobody. */
  isAboutSomething?: boolean;
  /** Above the box: the kinds. */
  head?: ReactNode;
  /** Files that hang on the entry already. */
  files?: ReactNode;
  ref?: Ref<EntryFormHandle>;
}

/** Where something that happened is written down, for the first time or again. */
export function EntryForm({ state, onChange, onBlur, onSave, label, onCancel, onDiscard, keys, autoFocus, isFolded, isKept, isAboutSomething = false, head, files, ref }: EntryFormProps) {
  const t = useContactText();
  const text = useText();
  const words = useContactWords();
  const errorText = useErrorText();
  const editor = useRef<RichTextHandle>(null);
  const picker = useRef<HTMLInputElement>(null);
  const subject = useRef<HTMLInputElement>(null);
  const isSaving = useRef(false);
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });
  const [problem, setProblem] = useState<{ kind: 'empty' } | { kind: 'failed'; error: unknown } | null>(null);
  const [asksSubject, setAsksSubject] = useState(false);
  const [isFormatting, setFormatting] = useState(false);
  const editorLabels = useEditorLabels();
  const uploads = useUploads((attachment) => onChange((before) => ({ ...before, attachments: [...before.attachments, attachment] })));
  const problemId = useId();
  const showsSubject = HAS_SUBJECT.has(state.kind) || state.subject !== '' || asksSubject;
  const set = (change: Partial<ComposerState>) => {
    setProblem(null);
    onChange((before) => ({ ...before, ...change }));
  };

  async function save() {
    if (isSaving.current) return;
    isSaving.current = true;
    try {
      await uploads.settled();
      if (!isWorthSaving(latest.current, isAboutSomething)) {
        setProblem({ kind: 'empty' });
        editor.current?.focus();
        return;
      }
      await onSave(latest.current);
      setProblem(null);
      setAsksSubject(false);
    } catch (error) {
      setProblem({ kind: 'failed', error });
    } finally {
      isSaving.current = false;
    }
  }

  useImperativeHandle(ref, () => ({
    focus: () => editor.current?.focus(),
    save: () => void save(),
    attach: (chosen) => uploads.add(chosen),
  }));

  return (
    <div
      role="group"
      aria-label={label}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onBlur();
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.defaultPrevented) return;
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          event.stopPropagation();
          void save();
        } else if (event.key === 'Escape' && onCancel) {
          event.preventDefault();
          event.stopPropagation();
          onCancel();
        }
      }}
      onPaste={(event) => {
        const pasted = [...event.clipboardData.files];
        if (pasted.length === 0 || event.clipboardData.types.includes('text/plain')) return;
        event.preventDefault();
        uploads.add(pasted);
      }}
    >
      {head}
      <div className="rounded-control border border-border-strong bg-surface has-[.ProseMirror-focused]:ring-box">
        {showsSubject && (
          <input
            ref={subject}
            value={state.subject}
            onChange={(event) => set({ subject: event.target.value })}
            placeholder={t('entrySubject')}
            aria-label={t('entrySubject')}
            maxLength={1_000}
            dir="auto"
            className="ring-inside block w-full rounded-control bg-transparent px-3 pt-2 pb-1 text-start text-14 font-semibold"
          />
        )}
        <RichTextEditor
          ref={editor}
          label={words.kind(state.kind)}
          value={state.body}
          onChange={(body) => set({ body })}
          placeholder={t(PLACEHOLDERS[state.kind])}
          labels={editorLabels}
          toolbar={isFormatting}
          onSubmit={() => void save()}
          {...(onCancel ? { onCancel } : {})}
          {...(autoFocus ? { autoFocus } : {})}
          {...(problem ? { describedBy: problemId } : {})}
          className={classes('max-h-[50dvh] overflow-y-auto px-3 pt-2', isFolded ? 'pb-2' : 'pb-3')}
        />
        {files}
        <AttachmentChips attachments={state.attachments} onRemove={(gone) => set({ attachments: state.attachments.filter((attachment) => attachment !== gone) })} uploads={uploads} />
        {state.participants.length !== 1 && !(isAboutSomething && state.participants.length === 0) && (
          <div className="flex flex-wrap items-center gap-1 px-3 pb-2 text-12 text-text3">
            {t('with')}
            {state.participants.map((contact) => (
              <Chip key={contact.id} onRemove={() => set({ participants: state.participants.filter(({ id }) => id !== contact.id) })} removeLabel={text('common:remove', { what: contact.name })}>
                <span className="inline-flex items-center gap-1"><ContactAvatar contact={contact} /><bdi>{contact.name}</bdi></span>
              </Chip>
            ))}
          </div>
        )}
        {!isFolded && (HAS_DIRECTION.has(state.kind) || HAS_MINUTES.has(state.kind)) && (
          <div className="flex flex-wrap items-center gap-2 px-3 pb-1">
            {HAS_DIRECTION.has(state.kind) && (
              <SegmentedControl
                label={t('entryDirection')}
                value={state.direction ?? 'out'}
                onChange={(direction) => set({ direction })}
                segments={[{ value: 'out', label: t('directionOut') }, { value: 'in', label: t('directionIn') }]}
              />
            )}
            {state.kind === 'call' && <OutcomeField outcome={state.outcome} onChange={(outcome) => set({ outcome })} />}
            {HAS_MINUTES.has(state.kind) && (
              <TextField
                label={t('entryMinutes')}
                hideLabel
                inputMode="numeric"
                value={state.minutes === null ? '' : String(state.minutes)}
                onChange={(typed) => set({ minutes: /^\d{1,5}$/.test(typed) ? Number(typed) : typed === '' ? null : state.minutes })}
                end={<span className="text-12 text-text3">{t('minutesShort')}</span>}
                className="w-20"
              />
            )}
          </div>
        )}
        {!isFolded && (
          <div className="flex flex-wrap items-center gap-1 p-2 pt-1">
            <IconButton icon={Paperclip} label={t('attach')} onPress={() => picker.current?.click()} />
            <input
              ref={picker}
              type="file"
              hidden
              multiple
              aria-label={t('attach')}
              onChange={(event) => {
                uploads.add([...(event.target.files ?? [])]);
                event.target.value = '';
              }}
            />
            <IconButton icon={ListChecks} label={t('checklist')} onPress={() => editor.current?.toggleChecklist()} />
            <ParticipantsPicker participants={state.participants} isAboutSomething={isAboutSomething} onChange={(participants) => set({ participants })} />
            <IconButton icon={Type} label={t('editorToolbar')} isPressed={isFormatting} onPress={() => setFormatting(!isFormatting)} />
            {!showsSubject && (
              <IconButton
                icon={Heading}
                label={t('addSubject')}
                onPress={() => {
                  setAsksSubject(true);
                  requestAnimationFrame(() => subject.current?.focus());
                }}
              />
            )}
            <WhenPicker value={state.at} onChange={(at) => set({ at })} {...(onCancel ? { isFixed: true } : {})} />
            <div className="ms-auto flex flex-wrap items-center justify-end gap-1">
              {!isKept && <span role="status" className="text-12 text-warning-text">{t('draftNotKept')}</span>}
              {onDiscard && <IconButton icon={Trash2} label={t('discardDraft')} onPress={onDiscard} />}
              {onCancel && <Button size="small" kind="bare" onPress={onCancel}>{text('common:cancel')}</Button>}
              <Button size="small" kind="main" onPress={() => void save()} keys={keys?.text} keyShortcuts={keys?.aria}>{text('common:save')}</Button>
            </div>
          </div>
        )}
      </div>
      {problem && (
        <div id={problemId} role="alert" className="flex flex-wrap items-center gap-2 px-1 pt-2 text-12 text-danger-text">
          {problem.kind === 'empty' ? t(state.participants.length === 0 && !isAboutSomething ? 'nobodyThere' : state.kind === 'file' ? 'fileMissing' : 'nothingWritten') : `${text('common:notSaved')} ${errorText(problem.error)}`}
          {problem.kind === 'failed' && <Button size="small" onPress={() => void save()}>{text('common:retry')}</Button>}
        </div>
      )}
    </div>
  );
}

const PLACEHOLDERS = {
  note: 'writeNote',
  call: 'writeCall',
  email: 'writeEmail',
  meeting: 'writeMeeting',
  message: 'writeMessage',
  letter: 'writeLetter',
  visit: 'writeVisit',
  file: 'writeFile',
} as const;

function OutcomeField({ outcome, onChange }: { outcome: string; onChange: (outcome: string) => void }) {
  const t = useContactText();
  const words = useContactWords();
  return (
    <ComboBox
      label={t('entryOutcome')}
      hideLabel
      className="w-32"
      placeholder={t('entryOutcome')}
      value={outcome === '' ? null : { value: outcome, label: words.outcome(outcome) }}
      options={OUTCOMES.map((value) => ({ value, label: words.outcome(value) }))}
      onChange={(option) => onChange(option?.value ?? '')}
      onCreate={onChange}
      createLabel={(typed) => t('useTyped', { typed })}
      emptyText={t('nothingFits')}
    />
  );
}
