import type { ImportReport } from '../../core/api/transfer.ts';
import { type ContactCard, cardTitle } from '../../core/contact-card.ts';
import type { DealSheet } from '../../core/deal-sheet.ts';
import { rejectedRowsToCsv, type RejectedRow } from '../../core/export/csv.ts';
import type { Id } from '../../core/ids.ts';
import type { DealOutcome, DealWriter } from '../../db/import-deal.ts';
import type { CardOutcome } from '../../db/import-card.ts';
import type { CallContext } from '../calls/context.ts';
import type { Inspection, ReadEvent } from './read/contacts.ts';

const SHOWN_ERRORS = 1_000;
const SHOWN_DOUBTS = 200;
/** Rows kept for the CSV of those that could not be read, and their text in characters. */
const KEPT_REJECTS = 100_000;
const KEPT_REJECT_CHARS = 32 * 1024 * 1024;

/** Counts what became of each row, and keeps the first of what a person should look at. */
export class Report {
  readonly #counts = noCounts();
  readonly #deals = noCounts();
  #hasDeals: boolean;
  readonly #errors: ImportReport['errors'] = [];
  readonly #doubts: ImportReport['doubts'] = [];
  readonly #rejects: RejectedRow[] = [];
  readonly #headers: readonly string[];
  #rejectChars = 0;

  readonly #isDry: boolean;

  constructor(inspection: Inspection, isDry: boolean) {
    this.#isDry = isDry;
    this.#headers = 'layout' in inspection ? inspection.layout.headers : [];
    this.#hasDeals = inspection.kind === 'deals';
  }

  /** `isReal` says whether a contact is there beyond this report. */
  written(row: number, card: ContactCard, outcome: CardOutcome, warnings: readonly string[], isReal: (id: Id) => boolean): void {
    this.#counts[outcome.kind]++;
    if (outcome.kind === 'skipped') this.#note(row, 'in-bin', `${cardTitle(card)} lies in the bin. Restore it there, or empty the bin and import again.`);
    if (outcome.kind === 'doubtful' && this.#doubts.length < SHOWN_DOUBTS) {
      const { like, likeName, reason } = outcome;
      this.#doubts.push({ row, name: cardTitle(card), likeId: isReal(like) ? like : null, likeName, reason });
    }
    for (const warning of warnings) this.#note(row, warning, WARNINGS[warning] ?? warning);
  }

  /** Whatever comes from here on is a deal. */
  dealsBegin(): void {
    this.#hasDeals = true;
  }

  /** `isReal` says of the like whether it is there beyond this report. */
  dealWritten(row: number, deal: DealSheet, { kind, doubts, remarks }: DealOutcome, warnings: readonly string[], isReal: (id: Id, table: 'contacts' | 'deals') => boolean): void {
    this.#deals[kind]++;
    if (kind === 'skipped') this.#note(row, 'deal-in-bin', 'It lies in the bin. Restore it there, or empty the bin and import again.', deal.title);
    for (const { record, name, like, likeName, reason } of doubts) {
      if (this.#doubts.length < SHOWN_DOUBTS) this.#doubts.push({ row, name, likeId: isReal(like, record === 'deal' ? 'deals' : 'contacts') ? like : null, likeName, reason, record });
    }
    for (const { code, title } of remarks) this.#note(row, code, `${title}: ${WARNINGS[code]}`, title);
    for (const warning of warnings) this.#note(row, warning, `${deal.title}: ${WARNINGS[warning] ?? warning}`, deal.title);
  }

  error({ row, code, message, raw }: Extract<ReadEvent, { kind: 'error' }>): void {
    if (this.#hasDeals) this.#deals.skipped++;
    else this.#counts.skipped++;
    this.#note(row, code, message);
    this.#rejectChars += raw.reduce((sum, cell) => sum + cell.length, 0);
    if (this.#rejects.length < KEPT_REJECTS && this.#rejectChars < KEPT_REJECT_CHARS) this.#rejects.push({ row, code, message, raw });
  }

  fileCame(outcome: 'in-pieces' | 'whole' | 'damaged'): void {
    if (outcome === 'damaged') this.#note(0, 'damaged-file', 'A file in the timeline is damaged and was left out. Its name is still there.');
  }

  done(changeId: Id | null, context: CallContext, { pipelines, people }: DealWriter): ImportReport {
    const text = this.#rejects.length === 0 ? undefined : [...rejectedRowsToCsv(this.#headers, this.#rejects)].join('');
    const errorsFile = text === undefined || this.#isDry ? null : context.files.keep(Buffer.from(text));
    const parts = Object.keys(this.#counts) as (keyof Counts)[];
    const counts = Object.fromEntries(parts.map((part) => [part, this.#counts[part] + this.#deals[part]])) as Counts;
    const deals = this.#hasDeals ? { deals: { ...this.#deals, ...people.made, ...pipelines.made } } : {};
    return { ...counts, errors: this.#errors, doubts: this.#doubts, errorsFile, changeId, ...deals };
  }

  #note(row: number, code: string, message: string, title?: string): void {
    if (this.#errors.length < SHOWN_ERRORS) this.#errors.push({ row, code, message, ...(title === undefined ? {} : { title }) });
  }
}

type Counts = Record<'created' | 'updated' | 'unchanged' | 'doubtful' | 'skipped', number>;
const noCounts = (): Counts => ({ created: 0, updated: 0, unchanged: 0, doubtful: 0, skipped: 0 });

const WARNINGS: Record<string, string> = {
  'unequal-cells': 'This row has more or fewer cells than the header. What stood beyond it was kept in the note.',
  'photo-no-picture': 'The photo is no picture that can be shown. The contact was imported without it.',
  'value-too-big': 'A value was too long and was left out.',
  'binary-left-out': 'Binary data that is no photo was left out.',
  'amount-unread': 'Its value cannot be read. It is kept in the notes.',
  'currency-unknown': 'Its currency is unknown. The value is kept in the notes.',
  'date-unread': 'A date cannot be read. It is kept in the notes.',
  'probability-unread': 'Its probability cannot be read. It is kept in the notes.',
  'value-too-long': 'Its notes are longer than Kith keeps and were cut.',
  'owner-unknown': 'Nobody here has this name or e-mail address. Their deals belong to nobody.',
  'who-unknown': 'Somebody whom it names by a number is not here. Import the contacts, then this file again.',
};
