import { useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useCommandHandler } from '../commands/command-provider.tsx';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { ProgressPanel } from '../ui/progress-panel.tsx';
import { AfterAMoment } from '../ui/skeleton.tsx';
import { useContactText } from '../words/contact-words.ts';
import { Composer } from './composer.tsx';
import type { ComposerHandle } from './composer.tsx';
import type { SoughtEntry } from './sought-entry.ts';
import { dealsOf, peopleOf } from './subject.ts';
import type { Subject } from './subject.ts';
import { Timeline } from './timeline.tsx';
import { useDroppedFiles } from './use-dropped-files.ts';

export interface Writing {
  composer: RefObject<ComposerHandle | null>;
  /** Files that were dropped anywhere on the page. */
  onFiles: (files: readonly File[]) => void;
  onDropOnComposer: () => void;
  dropped: ReturnType<typeof useDroppedFiles>;
}

/** What is written on the page of a record: by key in its composer, or as files that are dropped, into what is being written or by themselves. */
export function useWriting(subject: Subject, isReadOnly = false): Writing {
  const composer = useRef<ComposerHandle>(null);
  const isOnComposer = useRef(false);
  const dropped = useDroppedFiles({ participants: peopleOf(subject).map(({ id }) => id), ...dealsOf(subject) });
  useCommandHandler('contact.note', () => composer.current?.write('note'), !isReadOnly);
  useCommandHandler('contact.call', () => composer.current?.write('call'), !isReadOnly);
  useCommandHandler('contact.meeting', () => composer.current?.write('meeting'), !isReadOnly);
  useCommandHandler('contact.email', () => composer.current?.write('email'), !isReadOnly);
  useCommandHandler('contact.saveEntry', () => composer.current?.save(), !isReadOnly);
  return {
    composer,
    onFiles(files) {
      if (isOnComposer.current) composer.current?.attach(files);
      else dropped.attach(files);
      isOnComposer.current = false;
    },
    onDropOnComposer() {
      isOnComposer.current = true;
    },
    dropped,
  };
}

export interface TimelineColumnProps {
  subject: Subject;
  writing: Writing;
  /** Of its timeline. */
  counts: Readonly<Record<string, number>>;
  isReadOnly?: boolean;
  sought?: SoughtEntry | undefined;
  /** The page was opened for something else on it. */
  leavesFocus: boolean;
  /** What stands above it. */
  children?: ReactNode;
}

/** The middle of the page of a record: the composer, files on their way, and what happened. */
export function TimelineColumn({ subject, writing, counts, isReadOnly = false, sought, leavesFocus, children }: TimelineColumnProps) {
  const t = useContactText();
  const text = useText();
  const formats = useFormats();
  const { progress, cancel } = writing.dropped;
  return (
    <>
      {children}
      {!isReadOnly && (
        <div className="pb-3 print:hidden" onDropCapture={writing.onDropOnComposer}>
          {/* Whom an entry is with stands in it from the start, so other people begin anew. */}
          <Composer key={peopleOf(subject).map(({ id }) => id).join()} ref={writing.composer} subject={subject} leavesFocus={leavesFocus} />
        </div>
      )}
      {progress && (
        <AfterAMoment>
          <ProgressPanel
            label={t('attaching')}
            done={progress.sent}
            total={progress.total}
            countText={text('common:progress', { done: formats.bytes(progress.sent), total: formats.bytes(progress.total) })}
            cancelLabel={text('common:cancel')}
            onCancel={cancel}
            className="mb-3"
          />
        </AfterAMoment>
      )}
      <Timeline subject={subject} counts={counts} isReadOnly={isReadOnly} sought={sought} />
    </>
  );
}
