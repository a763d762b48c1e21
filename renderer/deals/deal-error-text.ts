import { z } from 'zod';
import { CallError } from '../../core/call.ts';
import { Need } from '../../core/pipelines.ts';
import { useApiQuery, useErrorText } from '../api.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useNeedWords } from './need-words.ts';
import { useDealsText } from './words.ts';

/** A refusal in words; of what a stage asks for also what is missing. */
export function useDealErrorText(): (error: unknown) => string {
  const t = useDealsText();
  const errorText = useErrorText();
  const { list } = useFormats();
  const { data: fields = [] } = useApiQuery('fields.list', undefined);
  const needWords = useNeedWords(fields);
  return (error) => {
    const missing = error instanceof CallError && error.code === 'deal-needs' ? z.array(Need).safeParse(error.details?.['missing']).data : undefined;
    return missing && missing.length > 0 ? t('stageNeeds', { what: list(missing.map(needWords)) }) : errorText(error);
  };
}
