import { useTranslation } from 'react-i18next';
import type { TextKey } from './namespaces.ts';

export type Text = (key: TextKey, values?: Record<string, string | number>) => string;

/** Texts of any namespace by their full key, for what carries keys as data: commands, navigation. Screens take `useTranslation` of their own namespace. */
export function useText(): Text {
  const { i18n } = useTranslation();
  return (key, values) => i18n.t(key, values ?? {});
}
