import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dealWords, reasonOrigin, reasonWord, stageNames, stageWord } from '../../core/deal-words.ts';
import { START_REASONS, START_STAGES } from '../../core/pipelines.ts';

describe('the words of what a profile begins with', () => {
  it.each(['en', 'de'])('are in files what the page says, in %s', (language) => {
    const page = JSON.parse(readFileSync(new URL(`../../renderer/i18n/${language}/deals.json`, import.meta.url), 'utf8')) as Record<string, string>;
    const words = dealWords(language);
    expect(words.pipeline).toBe(page['pipelineStart']);
    expect(words.stages).toEqual(START_STAGES.map((_, at) => page[`stageStart${at + 1}`]));
    for (const outcome of ['won', 'lost'] as const) expect(words.reasons[outcome]).toEqual(START_REASONS[outcome].map((origin) => page[`reason_${outcome}_${origin}`]));
  });

  it('are known in every language, until somebody gives a name', () => {
    expect(stageNames({ name: '', origin: '1' })).toEqual(['enquiry', 'anfrage']);
    expect(stageNames({ name: 'Erster Kontakt', origin: '1' })).toEqual(['erster kontakt']);
    expect([stageWord({ name: '', origin: '2' }, 'de-CH'), stageWord({ name: 'Talk', origin: '2' }, 'de')]).toEqual(['Im Gespräch', 'Talk']);
    expect([reasonOrigin('zeitpunkt', 'lost'), reasonOrigin('Zeitpunkt', 'won'), reasonWord({ name: '', origin: 'timing' }, 'lost', 'en')]).toEqual(['timing', undefined, 'Timing']);
  });
});
