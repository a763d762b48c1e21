import { type ContactCard, emptyCard } from '../../core/contact-card.ts';
import type { Inspection, ReadEvent, ReadPlan } from './read/contacts.ts';
import type { UploadedFile } from '../uploads.ts';
import type { UnreadableFile } from './read/decode.ts';

/** To the worker that reads a file. */
export type ToFileReader = { kind: 'open'; file: UploadedFile; dayFirst: boolean; as: string | undefined } | { kind: 'read'; plan: ReadPlan } | { kind: 'more'; batches: number };

/** From it. After `end` and `unreadable` it may be told to open another file. */
export type FromFileReader =
  | { kind: 'inspected'; inspection: Inspection }
  | ({ kind: 'events' } & PackedEvents)
  | { kind: 'end' }
  | { kind: 'unreadable'; code: UnreadableFile['code']; message: string; what: string | undefined }
  | { kind: 'failed'; stack: string };

/** A record comes with the hash of its card, a deal with that of its sheet. */
export type HashedEvent = Exclude<ReadEvent, { kind: 'record' | 'deal' }> | (Extract<ReadEvent, { kind: 'record' | 'deal' }> & { hash: string });

/** Events as JSON, which crosses to another thread faster than the cards themselves; photos by the place of their event. */
export interface PackedEvents {
  json: string;
  photos: Map<number, NonNullable<ContactCard['photo']>>;
}

const MOST_EVENTS = 250;
const MOST_BYTES = 512 * 1024;

/** Gathers events until there are enough for a batch. */
export class EventPacker {
  #events: string[] = [];
  #photos: PackedEvents['photos'] = new Map();
  #bytes = 0;

  get isFull(): boolean {
    return this.#events.length >= MOST_EVENTS || this.#bytes >= MOST_BYTES;
  }

  add(event: ReadEvent, hash: string): void {
    if (event.kind === 'record' && event.card.photo) {
      this.#photos.set(this.#events.length, event.card.photo);
      this.#bytes += event.card.photo.bytes.length;
    }
    const text = JSON.stringify(event.kind === 'record' ? { ...event, hash, card: withoutEmpty(event.card) } : event.kind === 'deal' ? { ...event, hash } : event);
    this.#events.push(text);
    this.#bytes += text.length;
  }

  take(): PackedEvents {
    const packed = { json: `[${this.#events.join(',')}]`, photos: this.#photos };
    this.#events = [];
    this.#photos = new Map();
    this.#bytes = 0;
    return packed;
  }
}

export function unpackEvents({ json, photos }: PackedEvents): HashedEvent[] {
  const events = JSON.parse(json) as HashedEvent[];
  return events.map((event, i) => {
    if (event.kind !== 'record') return event;
    const card: ContactCard = Object.assign(emptyCard(event.card.kind), event.card);
    const photo = photos.get(i);
    return { ...event, card: photo ? { ...card, photo } : card };
  });
}

/** Most lists of most cards are empty. */
function withoutEmpty({ photo: _photo, ...card }: ContactCard): Partial<ContactCard> {
  return Object.fromEntries(Object.entries(card).filter(([, value]) => !(Array.isArray(value) && value.length === 0)));
}
