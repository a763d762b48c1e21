import { AlignLeft, Banknote, Calendar, CircleDot, Contact, Hash, Link, ListChecks, ToggleLeft, Type } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { FieldRecord, FieldType } from '../../../../core/fields.ts';
import type { TextKey } from '../../../i18n/namespaces.ts';

export interface FieldTypeFace {
  icon: LucideIcon;
  nameKey: TextKey;
  /** What it is good for, in a few words. */
  hintKey: TextKey;
}

/** How each type is shown where one is chosen, in the order in which they are offered. */
export const FIELD_TYPES: Record<FieldType, FieldTypeFace> = {
  text: { icon: Type, nameKey: 'settings:typeText', hintKey: 'settings:typeTextHint' },
  longText: { icon: AlignLeft, nameKey: 'settings:typeLongText', hintKey: 'settings:typeLongTextHint' },
  number: { icon: Hash, nameKey: 'settings:typeNumber', hintKey: 'settings:typeNumberHint' },
  money: { icon: Banknote, nameKey: 'settings:typeMoney', hintKey: 'settings:typeMoneyHint' },
  date: { icon: Calendar, nameKey: 'settings:typeDate', hintKey: 'settings:typeDateHint' },
  yesNo: { icon: ToggleLeft, nameKey: 'settings:typeYesNo', hintKey: 'settings:typeYesNoHint' },
  choice: { icon: CircleDot, nameKey: 'settings:typeChoice', hintKey: 'settings:typeChoiceHint' },
  choices: { icon: ListChecks, nameKey: 'settings:typeChoices', hintKey: 'settings:typeChoicesHint' },
  link: { icon: Link, nameKey: 'settings:typeLink', hintKey: 'settings:typeLinkHint' },
  contact: { icon: Contact, nameKey: 'settings:typeContact', hintKey: 'settings:typeContactHint' },
};

export const FIELD_RECORDS: Record<FieldRecord, TextKey> = {
  contact: 'settings:forBoth',
  person: 'settings:forPeople',
  organisation: 'settings:forOrganisations',
  deal: 'settings:forDeals',
};

export const hasChoices = (type: FieldType): boolean => type === 'choice' || type === 'choices';
