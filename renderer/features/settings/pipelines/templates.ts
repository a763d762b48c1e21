import { useTranslation } from 'react-i18next';
import { STAGE_COLOURS, TEMPLATES } from '../../../../core/pipelines.ts';
import type { TemplateName } from '../../../../core/pipelines.ts';

export type Beginning = TemplateName | 'empty';

export interface TemplateWords {
  name: (template: TemplateName) => string;
  /** What it is good for. */
  hint: (template: TemplateName) => string;
  stage: (template: TemplateName, key: string) => string;
  /** The checklist of a stage. */
  steps: (template: TemplateName, key: string) => string[];
  firstStage: string;
}

/** What templates and their stages are called. A checklist is one text, a step a line. */
export function useTemplateWords(): TemplateWords {
  const { t } = useTranslation('dealSettings');
  const stage = (template: TemplateName, key: string) => t(`template_${template}_${key}` as 'template_services_call');
  return {
    name: (template) => t(`template_${template}`),
    hint: (template) => t(`template_${template}_hint`),
    stage,
    steps: (template, key) => stage(template, `${key}_steps`).split('\n'),
    firstStage: t('firstStage'),
  };
}

/** The stages that a new pipeline begins with. */
export function stagesToBegin(beginning: Beginning, words: TemplateWords) {
  if (beginning === 'empty') return [{ name: words.firstStage, probability: 50, colour: 0, staleDays: 14, steps: [] }];
  return TEMPLATES[beginning].map(({ key, probability, staleDays }, place) => ({
    name: words.stage(beginning, key),
    probability,
    colour: place % STAGE_COLOURS,
    staleDays,
    steps: words.steps(beginning, key).map((text) => ({ text })),
  }));
}
