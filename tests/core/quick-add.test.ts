import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type QuickAdd, type QuickAddContext, type QuickAddPart, dismissal, parseQuickAdd } from '../../core/quick-add.ts';
import { CASES, type Said, WEDNESDAY } from './quick-add-cases.ts';

const parse = (line: string, context: Partial<QuickAddContext> = {}): QuickAdd => parseQuickAdd(line, { ...WEDNESDAY, ...context });
const said = (line: string, context: Partial<QuickAddContext> = {}): Said => sayings(parse(line, context));
const partsOf = (line: string, context: Partial<QuickAddContext> = {}): [kind: string, text: string][] => parse(line, context).parts.map(({ kind, text }) => [kind, text]);

function sayings({ name, emails, phones, organisation, tags, followUp, when, every, priority, purpose }: QuickAdd): Said {
  return {
    ...(name !== '' && { name }),
    ...(emails.length > 0 && { emails }),
    ...(phones.length > 0 && { phones: phones.map(({ typed, e164 }) => e164 ?? typed) }),
    ...(organisation !== '' && { organisation }),
    ...(tags.length > 0 && { tags }),
    ...(followUp && { followUp }),
    ...(when && { when: when.kind === 'day' ? when.date : `${when.date} ${when.time}` }),
    ...(every && { every: `${every.interval} ${every.unit}${every.weekday === undefined ? '' : ` on ${every.weekday}`}` }),
    ...(priority !== 0 && { priority }),
    ...(purpose !== '' && { purpose }),
  };
}

const allCases = Object.values(CASES).flatMap(({ context, cases }) => cases.map(([line, expected]) => ({ context, line, expected })));

describe.each(Object.entries(CASES))('%s', (_, { context, cases }) => {
  it.each(cases)('%s', (line, expected) => {
    expect(said(line, context)).toEqual(expected);
  });
});

describe('a line', () => {
  it('comes apart into stretches that can be tinted where they stand', () => {
    const line = 'Ada Lovelace <ada@x.org>, +44 20 7946 0000 call about the roof fri 10am every 6 weeks #prospect @Analytical Engines !';
    const { parts } = parse(line);
    expect(parts.map(({ kind, start, end }) => [kind, line.slice(start, end)])).toEqual([
      ['name', 'Ada Lovelace'], ['email', 'ada@x.org'], ['phone', '+44 20 7946 0000'], ['verb', 'call'], ['purpose', 'about the roof'],
      ['when', 'fri 10am'], ['every', 'every 6 weeks'], ['tag', '#prospect'], ['organisation', '@Analytical Engines'], ['priority', '!'],
    ]);
    expect(parts.find(({ kind }) => kind === 'email')).toEqual({ kind: 'email', start: 14, end: 23, text: 'ada@x.org', email: 'ada@x.org' });
  });

  it('says the same in decomposed letters', () => {
    for (const { context, line, expected } of allCases) {
      expect(JSON.stringify(said(line.normalize('NFD'), context)).normalize('NFC'), line).toBe(JSON.stringify(said(line, context)).normalize('NFC'));
      expect(Object.keys(expected).length, line).toBeGreaterThan(0);
    }
    expect(partsOf('José llamar mañana'.normalize('NFD'))[2]).toEqual(['when', 'mañana'.normalize('NFD')]);
  });

  it('means days and times of the wall, wherever the process is', () => {
    for (const zone of ['Pacific/Auckland', 'America/New_York', 'UTC', 'Pacific/Kiritimati']) {
      process.env['TZ'] = zone;
      expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
      for (const { context, line, expected } of allCases) expect(said(line, context), `${line} in ${zone}`).toEqual(expected);
      // The clocks of New York and Auckland change on these days.
      expect(said('call in 3 hours', { today: '2027-03-14', now: '00:30' }).when).toBe('2027-03-14 03:30');
      expect(said('call on the second of April', { today: '2027-04-03', now: '23:30' }).when).toBe('2028-04-02');
    }
  });

  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it('tells all day from a time', () => {
    expect(parse('call fri').when).toEqual({ kind: 'day', date: '2026-11-27' });
    expect(parse('call fri 00:00').when).toEqual({ kind: 'time', date: '2026-11-27', time: '00:00' });
  });

  it('may say the day in one place and the time in another', () => {
    expect(partsOf('Ada call fri about the roof at 10')).toEqual([['name', 'Ada'], ['verb', 'call'], ['when', 'fri'], ['purpose', 'about the roof'], ['when', 'at 10']]);
  });

  it('keeps purposes apart and joins them', () => {
    const line = 'Ada call about the roof fri and the pergola';
    expect(partsOf(line).filter(([kind]) => kind === 'purpose')).toEqual([['purpose', 'about the roof'], ['purpose', 'and the pergola']]);
    expect(parse(line).purpose).toBe('about the roof and the pergola');
  });

  it('takes the word that says what a number is with the number', () => {
    expect(partsOf('Ada tel 020 7946 0000 x12')).toEqual([['name', 'Ada'], ['phone', 'tel 020 7946 0000 x12']]);
    expect(parse('Ada tel 020 7946 0000 x12').phones).toEqual([{ typed: '020 7946 0000 x12', e164: '+442079460000', extension: '12', digits: '02079460000' }]);
  });

  it('names the person without the word before', () => {
    expect(parse('lunch fri with Ada Lovelace').parts.at(-1)).toEqual({ kind: 'name', start: 10, end: 27, text: 'with Ada Lovelace', name: 'Ada Lovelace' });
  });

  it('belongs to the language that is first where a word is in several', () => {
    expect(said('Ada anrufen mo', { languages: ['de', 'en', 'fr', 'es'] }).when).toBe('2026-11-30');
    expect(said('Ada anrufen mo').purpose).toBe('mo');
    expect(said('Ada anrufen mo 10 Uhr').when).toBe('2026-11-30 10:00');
    expect(said('Ada call sat', { languages: ['fr', 'en', 'de', 'es'] }).purpose).toBe('sat');
    expect(said('Ada call sat').when).toBe('2026-11-28');
    expect(said('Ada Freitag anrufen', { languages: ['de', 'en', 'fr', 'es'] }).name).toBe('Ada');
    expect(said('Ada Freitag')).toEqual({ name: 'Ada Freitag' });
  });

  it('reads as it grows without ever saying two things of one word', () => {
    for (const { context, line } of allCases) {
      for (let length = 0; length < line.length; length += 3) expectWhole(line.slice(0, length), parse(line.slice(0, length), context));
    }
  });

  it('survives anything', () => {
    const word = fc.constantFrom(...allCases.flatMap(({ line }) => line.split(' ')), '@', '#"', '"', '(', '!', '+', '\u200f', '\ud83e', '0', '31', '/', '.', '--', ',');
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }), fc.array(word, { maxLength: 14 }).map((words) => words.join(' ')));
    fc.assert(fc.property(text, fc.constantFrom('en', 'de', 'fr', 'es'), fc.boolean(), (line, language, dayFirst) => {
      expectWhole(line, parse(line, { languages: [language, 'es', 'fr', 'de', 'en'], dayFirst }));
    }), { numRuns: 3000 });
  });

  it('is read before the next key is pressed', () => {
    const line = 'Ada Lovelace ada@x.org +44 20 7946 0000 call about the roof fri 10am every 6 weeks #prospect @Analytical Engines';
    const started = performance.now();
    for (let run = 0; run < 500; run++) parse(line);
    expect((performance.now() - started) / 500).toBeLessThan(2);
  });

  it('of any length is read in time that grows with it', () => {
    const started = performance.now();
    for (const text of ['call fri ', '@a ', '!', '#" ', '0 ', '+1 ', '( ', 'May ', '@@', 'in 3 ', '1.1.']) parse(text.repeat(2000));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('a dismissed guess', () => {
  const without = (line: string, kind: QuickAddPart['kind'], text: string): [string, string][] => partsOf(line, { dismissed: [dismissed(line, kind, text)] });

  function dismissed(line: string, kind: QuickAddPart['kind'], text: string): ReturnType<typeof dismissal> {
    const part = parse(line).parts.find((found) => found.kind === kind && found.text === text);
    if (part === undefined || part.kind === 'purpose') throw new Error(`No ${kind} "${text}" in "${line}"`);
    return dismissal(line, part);
  }

  it.each<[line: string, kind: QuickAddPart['kind'], text: string, parts: [string, string][]]>([
    ['Ada call fri', 'when', 'fri', [['name', 'Ada'], ['verb', 'call'], ['purpose', 'fri']]],
    ['Ada Friday call', 'when', 'Friday', [['name', 'Ada Friday'], ['verb', 'call']]],
    ['Wendy Call fri', 'verb', 'Call', [['name', 'Wendy Call'], ['when', 'fri']]],
    ['Mary June 3 call', 'when', 'June 3', [['name', 'Mary June'], ['purpose', '3'], ['verb', 'call']]],
    ['Ada 0207 946 0000', 'phone', '0207 946 0000', [['name', 'Ada'], ['purpose', '0207 946 0000']]],
    ['Ada #prospect', 'tag', '#prospect', [['name', 'Ada'], ['purpose', '#prospect']]],
    ['Ada @Acme Studio fri', 'organisation', '@Acme Studio', [['name', 'Ada'], ['purpose', '@Acme Studio'], ['when', 'fri']]],
    ['Ada ada@x.org', 'email', 'ada@x.org', [['name', 'Ada'], ['purpose', 'ada@x.org']]],
    ['Rappeler Ada !', 'priority', '!', [['verb', 'Rappeler'], ['name', 'Ada'], ['purpose', '!']]],
    ['Ada call every monday', 'every', 'every monday', [['name', 'Ada'], ['verb', 'call'], ['purpose', 'every'], ['when', 'monday']]],
    ['email Contract to Ada', 'name', 'Contract', [['verb', 'email'], ['purpose', 'Contract to Ada']]],
    ['call on the second of June', 'when', 'the second of June', [['verb', 'call'], ['purpose', 'on the second of June']]],
  ])('of "%s": %s %s', (line, kind, text, parts) => {
    expect(without(line, kind, text)).toEqual(parts);
  });

  it('makes way for the next best', () => {
    expect(without('Ada call fri about monday', 'when', 'fri')).toEqual([['name', 'Ada'], ['verb', 'call'], ['purpose', 'fri about'], ['when', 'monday']]);
    expect(without('Ada call meet fri', 'verb', 'call')).toEqual([['name', 'Ada call'], ['verb', 'meet'], ['when', 'fri']]);
  });

  it('stays dismissed while the line grows around it', () => {
    const taken = dismissed('Ada call fri', 'when', 'fri');
    expect(partsOf('Ada Lovelace call fri 10am', { dismissed: [taken] })).toEqual([['name', 'Ada Lovelace'], ['verb', 'call'], ['purpose', 'fri'], ['when', '10am']]);
    expect(partsOf('Ada Lovelace call frida', { dismissed: [taken] })).toEqual([['name', 'Ada Lovelace'], ['verb', 'call'], ['purpose', 'frida']]);
    expect(partsOf('Ada Lovelace call friday', { dismissed: [taken] }).at(-1)).toEqual(['when', 'friday']);
  });

  it('is one of several that read alike', () => {
    const line = 'fri Ada call about fri';
    expect(partsOf(line)).toEqual([['when', 'fri'], ['name', 'Ada'], ['verb', 'call'], ['purpose', 'about fri']]);
    const [first] = parse(line).parts;
    expect(dismissal(line, { kind: 'when', text: 'fri', start: 19 })).toEqual({ kind: 'when', text: 'fri', nth: 1 });
    expect(dismissal(line, { kind: 'when', text: 'fri', start: first!.start })).toEqual({ kind: 'when', text: 'fri', nth: 0 });
    expect(without(line, 'when', 'fri').at(-1)).toEqual(['when', 'fri']);
  });

  it('is never guessed again, and nothing else is lost', () => {
    for (const { context, line } of allCases) {
      for (const part of parse(line, context).parts) {
        if (part.kind === 'purpose') continue;
        const after = parse(line, { ...context, dismissed: [dismissal(line, part)] });
        expect(after.parts.filter(({ kind, start, end }) => kind === part.kind && start < part.end && end > part.start), `${part.kind} ${part.text} of ${line}`).toEqual([]);
        expectWhole(line, after);
      }
    }
  });
});

/** Parts stand in order, none over another, and every letter and figure of the line is in one. */
function expectWhole(line: string, { parts, when, name, purpose }: QuickAdd): void {
  let at = 0;
  for (const { start, end, text } of parts) {
    expect(start).toBeGreaterThanOrEqual(at);
    expect(end).toBeGreaterThan(start);
    expect(line.slice(start, end)).toBe(text);
    expect(line.slice(at, start)).not.toMatch(/[\p{L}\p{N}]/u);
    at = end;
  }
  expect(line.length).toBeGreaterThanOrEqual(at);
  expect(line.slice(at)).not.toMatch(/[\p{L}\p{N}]/u);
  expect(when === undefined || when.date >= WEDNESDAY.today).toBe(true);
  expect(parts.some(({ kind }) => kind === 'name')).toBe(name !== '');
  expect(parts.some(({ kind }) => kind === 'purpose')).toBe(purpose !== '');
}
