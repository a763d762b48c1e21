import type { Entry } from '../../core/entries.ts';
import type { TextKey } from '../i18n/namespaces.ts';
import { useText } from '../i18n/use-text.ts';
import { useContactText, useContactWords } from '../words/contact-words.ts';

/** The line above an entry: in bold what it is or is about, then the rest with its comma, if any. */
export interface EntryTitle {
  bold: string;
  comma: boolean;
  rest: string;
}

const INCOMING: Partial<Record<Entry['kind'], TextKey>> = {
  call: 'contact:titleCallIn',
  email: 'contact:titleEmailIn',
  message: 'contact:titleMessageIn',
  letter: 'contact:titleLetterIn',
};

/** Kinds whose subject is their title; of the others it follows what they are. */
const SUBJECT_FIRST: ReadonlySet<Entry['kind']> = new Set(['email', 'meeting', 'letter', 'file']);

export function useEntryTitle(): (entry: Entry) => EntryTitle {
  const text = useText();
  const t = useContactText();
  const words = useContactWords();
  return (entry) => {
    const { kind, direction, subject, minutes, attachments } = entry;
    const incoming = direction === 'in' ? INCOMING[kind] : undefined;
    const what = incoming ? text(incoming) : words.kind(kind);
    const duration = minutes === null ? '' : t('minutesCount', { count: minutes });
    if (kind === 'file' && subject === '') return { bold: attachments.length === 1 ? (attachments[0]?.name ?? what) : what, comma: false, rest: '' };
    if (subject !== '' && SUBJECT_FIRST.has(kind)) return { bold: subject, comma: true, rest: [incoming && what, duration].filter(Boolean).join(', ') };
    return { bold: what, comma: subject === '', rest: [subject, duration].filter(Boolean).join(', ') };
  };
}
