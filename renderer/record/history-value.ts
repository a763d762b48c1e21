import type { HistoryItem } from '../../core/api/history.ts';
import type { Field } from '../../core/fields.ts';
import type { Id } from '../../core/ids.ts';
import { formatMoney } from '../../core/money.ts';
import { useApiQuery } from '../api.ts';
import { useLoggedDealValue, withoutDealDetails } from '../deals/logged-value.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useLoggedReminderValue, withoutReminderDetails } from '../reminders/logged-value.ts';
import { useContactText, useContactWords } from '../words/contact-words.ts';

type Value = HistoryItem['before'];

/** A value of the log as it reads on its page: dates as dates, codes in words, money with its currency. */
export function useHistoryValue(recordId: Id): (item: Pick<HistoryItem, 'table' | 'field'>, value: Value) => string {
  const t = useContactText();
  const words = useContactWords();
  const formats = useFormats();
  const reminderValue = useLoggedReminderValue();
  const dealValue = useLoggedDealValue(recordId);
  const { data: fields } = useApiQuery('fields.list', undefined);
  return ({ table, field }, value) => {
    if (value === null || value === '') return '–';
    const ofOthers = reminderValue({ table, field }, value) ?? dealValue({ table, field }, value);
    if (ofOthers !== null) return ofOthers;
    if (isCustom(table)) return customText(fields?.find(({ name }) => name === field), value);
    if (typeof value === 'number') return field === 'at' || field === 'createdAt' ? formats.dateTime(value) : field === 'pinned' ? t(value === 1 ? 'yes' : 'no') : formats.number(value);
    if (DATE.test(value)) return formats.civilDate(value);
    switch (field) {
      case 'preferredChannel':
        return words.channel(value);
      case 'role':
        return words.role(value);
      case 'outcome':
        return words.outcome(value);
      case 'direction':
        return t(value === 'in' ? 'directionIn' : 'directionOut');
      default:
        return value;
    }
  };

  function customText(field: Field | undefined, value: string | number): string {
    if (typeof value === 'string') return DATE.test(value) ? formats.civilDate(value) : value;
    if (field?.type === 'yesNo') return t(value === 1 ? 'yes' : 'no');
    if (field?.type === 'money') return formatMoney({ minor: value, currency: field.currency }, formats.locale);
    return formats.number(value);
  }
}

const isCustom = (table: string): boolean => table === 'fieldValues' || table === 'dealFieldValues';

const DATE = /^(\d{4}|-)-\d\d-\d\d$/;

/**
 * Of one change what is worth a line: a new row that says nothing beside what was then written into it is left
 * out, and so is the currency of an amount.
 */
export function worthALine(all: readonly HistoryItem[]): HistoryItem[] {
  const items = withoutDealDetails(withoutReminderDetails(all));
  const updated = new Set(items.filter(({ op }) => op === 'updated').map(({ recordId }) => recordId));
  const amounts = new Set(items.filter(({ table, after }) => isCustom(table) && typeof after === 'number').map(({ recordId }) => recordId));
  return items.filter(({ op, table, recordId, after }) => {
    if (op === 'inserted' && isCustom(table) && updated.has(recordId)) return false;
    return !(isCustom(table) && amounts.has(recordId) && typeof after === 'string' && /^[A-Z]{3}$/.test(after));
  });
}
