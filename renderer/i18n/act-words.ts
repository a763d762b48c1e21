import { useTranslation } from 'react-i18next';
import { useFormats } from './locale-provider.tsx';

/** What somebody did, in words, by the code and the parameters that the log keeps: "Contact changed". */
export function useActWords(): (code: string, params: Record<string, unknown>) => string {
  const { t, i18n } = useTranslation('acts');
  const { number } = useFormats();
  return (code, params) => {
    const counted = typeof params['count'] === 'number' ? { count: params['count'], formatted: number(params['count']) } : {};
    const key = 'count' in counted && i18n.exists(`acts:${code}_other`) ? code : i18n.exists(`acts:${code}`) ? code : 'other';
    return t(key as 'other', { ...counted });
  };
}
