import { useTranslation } from 'react-i18next';
import type { PartDifference } from '../../../../core/api/restore.ts';
import type { Id } from '../../../../core/ids.ts';
import { useApiQuery } from '../../../api.ts';
import { useFieldWords } from '../../../words/field-words.ts';
import { ChoiceHead, ChoiceLine } from './field-choices.tsx';
import type { FieldChoicesProps } from './field-choices.tsx';
import { PartValue, RecordValue } from './record-value.tsx';
import { TickLine } from './tick-line.tsx';

export interface PartChoicesProps extends Pick<FieldChoicesProps, 'opened' | 'recordId' | 'chosen' | 'onChoose' | 'isFixed'> {
  parts: readonly PartDifference[];
}

/** E-mail addresses, tags and the like: those that are missing here, and those that have other values. */
export function PartChoices({ opened, recordId, parts, chosen, onChoose, isFixed }: PartChoicesProps) {
  const { t } = useTranslation('restore');
  const wordsOf = usePartWords();
  const missing = parts.filter(({ isMissing }) => isMissing);
  const differing = parts.filter(({ isMissing }) => !isMissing);
  const of = { opened, recordId };
  return (
    <>
      {differing.length > 0 && (
        <div className="flex flex-col">
          <ChoiceHead />
          {differing.flatMap((part) =>
            part.fields.map(({ field, there, here, suggested }) => (
              <ChoiceLine
                key={`${part.key}/${field}`}
                label={wordsOf(part, field)}
                choice={chosen[`${part.key}/${field}`] ?? suggested}
                onChoose={(choice) => onChoose(`${part.key}/${field}`, choice)}
                isFixed={isFixed}
                there={<RecordValue {...of} table={part.table} field={field} value={there} />}
                here={<RecordValue {...of} table={part.table} field={field} value={here} />}
              />
            )),
          )}
        </div>
      )}
      {missing.length > 0 && (
        <section aria-labelledby="missing-parts" className="flex flex-col">
          <h3 id="missing-parts" className="pb-1 text-12 font-medium text-text3">{t('partsTitle')}</h3>
          {missing.map((part) => (
            <TickLine
              key={part.key}
              label={wordsOf(part, null)}
              isTicked={(chosen[part.key] ?? part.suggested) === 'there'}
              onTick={isFixed ? undefined : (isTicked) => onChoose(part.key, isTicked ? 'there' : 'here')}
            >
              <PartValue {...of} table={part.table} values={part.there} />
            </TickLine>
          ))}
        </section>
      )}
    </>
  );
}

/** What a part is called; one of a custom field by the name of that. */
function usePartWords(): (part: PartDifference, field: string | null) => string {
  const fieldWords = useFieldWords();
  const { data: fields } = useApiQuery('fields.list', undefined);
  return ({ table, there }, field) => {
    const custom = fields?.find(({ id }) => id === (there['fieldId'] as Id | null));
    return custom ? custom.name : fieldWords(table, table === 'fieldValues' || table === 'dealFieldValues' ? null : field);
  };
}
