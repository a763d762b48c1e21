import { z } from 'zod';
import { ruleFor } from '../../core/recurrence.ts';
import { Repeat } from '../../core/reminders.ts';
import { readRule, ruleText } from '../../core/schedule/rule-parts.ts';
import { endOf, endParts } from './repeat-end.ts';
import type { RepeatEnd } from './repeat-end.ts';

const UNITS = { D: 'day', W: 'week', M: 'month', Y: 'year' } as const;
const PLAIN = { daily: [1, 'D'], weekly: [1, 'W'], twoWeeks: [2, 'W'], monthly: [1, 'M'], yearly: [1, 'Y'] } as const;

const Unit = z.enum(['D', 'W', 'M', 'Y']);
export type Unit = z.infer<typeof Unit>;

/** How a form says that something comes again. `kept` is a rule, without its end, that the form has no fields for; a count is null while its field is empty. */
export const RepeatChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['none', 'daily', 'weekly', 'twoWeeks', 'monthly', 'yearly']) }),
  z.object({ kind: z.enum(['every', 'afterDone']), count: z.number().nullable(), unit: Unit }),
  z.object({ kind: z.literal('kept'), repeat: Repeat }),
]);
export type RepeatChoice = z.infer<typeof RepeatChoice>;

/** From when it is due, until its end; null for what comes once. Its counts are those of `isCount`. */
export function repeatOf(choice: RepeatChoice, end: RepeatEnd, due: string, zone: string): Repeat | null {
  const repeat = endlessOf(choice, due);
  const read = repeat?.kind === 'rule' ? readRule(repeat.rule) : null;
  return read?.ok ? { kind: 'rule', rule: ruleText({ ...read.parts, ...endParts(end, due, zone) }) } : repeat;
}

function endlessOf(choice: RepeatChoice, due: string): Repeat | null {
  switch (choice.kind) {
    case 'none':
      return null;
    case 'kept':
      return choice.repeat;
    case 'afterDone':
      return { kind: 'afterDone', every: `P${choice.count}${choice.unit}` };
    case 'every':
      return { kind: 'rule', rule: ruleFor({ interval: choice.count ?? 1, unit: UNITS[choice.unit] }, due) };
    default: {
      const [interval, unit] = PLAIN[choice.kind];
      return { kind: 'rule', rule: ruleFor({ interval, unit: UNITS[unit] }, due) };
    }
  }
}

/** The choice, and the end, that make this of when it is due. */
export function choiceOf(repeat: Repeat | null, due: string, zone: string): { repeat: RepeatChoice; end: RepeatEnd } {
  const never: RepeatEnd = { kind: 'never' };
  if (repeat === null) return { repeat: { kind: 'none' }, end: never };
  if (repeat.kind === 'afterDone') {
    const [, count = '1', unit = 'W'] = /^P(\d+)([DWMY])$/.exec(repeat.every) ?? [];
    return { repeat: { kind: 'afterDone', count: Number(count), unit: unit as Unit }, end: never };
  }
  const read = readRule(repeat.rule);
  if (!read.ok) return { repeat: { kind: 'kept', repeat }, end: never };
  const { COUNT, UNTIL, ...parts } = read.parts;
  return { repeat: endlessChoice(ruleText(parts), due), end: endOf({ COUNT, UNTIL }, due, zone) };
}

function endlessChoice(rule: string, due: string): RepeatChoice {
  const makes = (choice: RepeatChoice): boolean => {
    const made = endlessOf(choice, due);
    return made?.kind === 'rule' && made.rule === rule;
  };
  const plain = (Object.keys(PLAIN) as (keyof typeof PLAIN)[]).find((kind) => makes({ kind }));
  if (plain) return { kind: plain };
  const count = Number(/(?:^|;)INTERVAL=(\d+)/.exec(rule)?.[1] ?? 1);
  const unit = (Object.keys(UNITS) as Unit[]).find((each) => makes({ kind: 'every', count, unit: each }));
  return unit ? { kind: 'every', count, unit } : { kind: 'kept', repeat: { kind: 'rule', rule } };
}

/** Only what comes by a rule that is known here can have an end. */
export function canEnd(choice: RepeatChoice): boolean {
  if (choice.kind === 'kept') return choice.repeat.kind === 'rule' && readRule(choice.repeat.rule).ok;
  return choice.kind !== 'none' && choice.kind !== 'afterDone';
}
