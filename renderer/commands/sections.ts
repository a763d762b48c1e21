import type { TextKey } from '../i18n/namespaces.ts';
import type { CommandSection } from './registry.ts';

/** The groups in which commands are listed, in their order. */
export const SECTIONS: readonly (readonly [CommandSection, TextKey])[] = [
  ['general', 'shell:sectionGeneral'],
  ['go', 'shell:sectionGo'],
  ['record', 'shell:sectionRecord'],
  ['list', 'shell:sectionList'],
];
