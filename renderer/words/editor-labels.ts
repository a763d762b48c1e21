import { useTranslation } from 'react-i18next';
import type { RichTextLabels } from '../ui/rich-text/labels.ts';

/** The words of the notes editor in the reader's language. */
export function useEditorLabels(): RichTextLabels {
  const { t } = useTranslation('contact');
  return {
    toolbar: t('editorToolbar'),
    heading1: t('editorHeading', { level: 1 }),
    heading2: t('editorHeading', { level: 2 }),
    heading3: t('editorHeading', { level: 3 }),
    bold: t('editorBold'),
    italic: t('editorItalic'),
    strike: t('editorStrike'),
    code: t('editorCode'),
    bulletList: t('editorBulletList'),
    orderedList: t('editorOrderedList'),
    checkList: t('checklist'),
    quote: t('editorQuote'),
    codeBlock: t('editorCodeBlock'),
    link: t('editorLink'),
    linkAddress: t('editorLinkAddress'),
    linkInvalid: t('editorLinkInvalid'),
    linkApply: t('editorLinkApply'),
    linkRemove: t('editorLinkRemove'),
  };
}
