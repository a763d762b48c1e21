// What a stage asks for is filled in by the change that moves the deal there: both or neither.
import type { FilledIn } from '../core/api/deals.ts';
import type { Id } from '../core/ids.ts';
import { createContact } from './contact-writes.ts';
import { partiesNamed, planNext, updateDeal } from './deals.ts';
import { setDealFieldValue } from './field-values.ts';
import type { Tx } from './write.ts';

/** Errors: `deal-not-found`, `contact-not-found`, `member-not-found`, `field-not-found`, `bad-rule`. */
export function fillIn(tx: Tx, id: Id, { fields, contact, organisation, values, newcomers, next }: FilledIn): void {
  updateDeal(tx, id, { ...fields, ...partiesNamed(tx, id, { contact, organisation }) });
  for (const { fieldId, value } of values) setDealFieldValue(tx, id, fieldId, value);
  for (const { fieldId, name, kind } of newcomers) setDealFieldValue(tx, id, fieldId, { type: 'contact', value: createContact(tx, { kind, fullName: name }) });
  if (next) planNext(tx, id, next);
}
