import type { CardCustom } from '../core/contact-card.ts';
import type { FieldType, FieldValue } from '../core/fields.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import { parseMoney } from '../core/money.ts';
import { contactsNamed, foldName } from './contact-names.ts';
import { knownByKey } from './find-contact.ts';
import { createField, listFields } from './lists.ts';
import { teamSettings } from './settings.ts';
import { newId } from './store.ts';
import type { Tx } from './write.ts';

type Known = { id: Id; type: FieldType; currency: string };

/** The custom fields that a file brings: found by name among those of contacts or of deals, else made. */
export class CustomFields {
  readonly #record: 'contact' | 'deal';
  readonly #known = new Map<string, Known>();

  constructor(record: 'contact' | 'deal') {
    this.#record = record;
  }

  /** A value in the type of its field; undefined where the text cannot be read as one. */
  read(tx: Tx, custom: CardCustom): { fieldId: Id; value: FieldValue | undefined } {
    const field = this.#field(tx, custom.name, custom.type ?? (Array.isArray(custom.value) ? 'choices' : 'text'));
    return { fieldId: field.id, value: this.#value(tx, field, custom) };
  }

  #field(tx: Tx, name: string, type: FieldType): Known {
    const key = foldName(name);
    const known = this.#known.get(key);
    if (known) return known;
    const { currency } = teamSettings(tx.store);
    const existing = listFields(tx.store).find((field) => foldName(field.name) === key && !field.retired && (field.record === 'deal') === (this.#record === 'deal'));
    const field = existing ?? { id: createField(tx, { record: this.#record, name, type, currency }), type, currency };
    this.#known.set(key, field);
    return field;
  }

  #value(tx: Tx, field: Known, custom: CardCustom): FieldValue | undefined {
    const texts = [custom.value].flat();
    const text = texts.join(', ');
    switch (field.type) {
      case 'text':
      case 'link':
        return text.length <= 1_000 ? { type: field.type, value: text } : undefined;
      case 'longText':
        return { type: 'longText', value: text };
      case 'number':
        return text.trim() !== '' && Number.isFinite(Number(text)) ? { type: 'number', value: Number(text) } : undefined;
      case 'money': {
        const [, amount = text, currency = field.currency] = /^(.*?)\s+([A-Z]{3})$/.exec(text) ?? [];
        const money = parseMoney(amount, 'en', currency);
        return money ? { type: 'money', value: { minor: money.minor, currency: money.currency } } : undefined;
      }
      case 'date':
        return /^(\d{4}|-)-\d{2}-\d{2}$/.test(text) ? { type: 'date', value: text } : undefined;
      case 'yesNo':
        return /^(true|false)$/.test(text) ? { type: 'yesNo', value: text === 'true' } : undefined;
      case 'choice':
        return { type: 'choice', value: choiceNamed(tx, field.id, text) };
      case 'choices':
        return { type: 'choices', value: texts.map((one) => choiceNamed(tx, field.id, one)) };
      case 'contact': {
        const byUid = custom.uid === undefined ? undefined : knownByKey(tx.store, `uid:${custom.uid}`);
        const found = byUid?.contact ?? contactsNamed(tx.store, text)[0];
        return found ? { type: 'contact', value: idFromBytes(found.id) } : undefined;
      }
    }
  }
}

function choiceNamed(tx: Tx, fieldId: Id, name: string): Id {
  const found = tx.store.prepare('SELECT x.id FROM fieldChoices x JOIN fields f ON f.n = x.fieldN WHERE f.id = ? AND x.name = ? COLLATE NOCASE AND x.hidden = 0').get(idToBytes(fieldId), name);
  if (found) return idFromBytes(found.id);
  const id = newId(tx.store);
  tx.insert('fieldChoices', id, { fieldId, name, orderKey: `z${String(tx.store.prepare('SELECT count(*) AS n FROM fieldChoices').get()!.n).padStart(6, '0')}` });
  return id;
}
