import { useTranslation } from 'react-i18next';
import { CallError } from '../../core/call.ts';

/** What went wrong in a sentence a person reads, chosen by the error's code. */
export function useErrorText(): (error: unknown) => string {
  const { t, i18n } = useTranslation('errors');
  return (error) => {
    const code = error instanceof CallError ? error.code : 'internal';
    return i18n.exists(`errors:${code}`) ? i18n.t(`errors:${code as 'internal'}`) : t('internal');
  };
}

/** For Copy details: what a report of a fault needs. */
export function errorDetails(error: unknown): string {
  if (error instanceof CallError) return `${error.code}: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
