import { ruleFor } from '../../core/recurrence.ts';
import type { Repeat } from '../../core/reminders.ts';

export type Unit = 'D' | 'W' | 'M' | 'Y';

/** How a form says that something comes again. `kept` is a rule that the form has no fields for. */
export type RepeatChoice =
  | { kind: 'none' | 'daily' | 'weekly' | 'twoWeeks' | 'monthly' | 'yearly' }
  | { kind: 'every' | 'afterDone'; count: number; unit: Unit }
  | { kind: 'kept'; repeat: Repeat };

const UNITS = { D: 'day', W: 'week', M: 'month', Y: 'year' } as const;
const PLAIN = { daily: [1, 'D'], weekly: [1, 'W'], twoWeeks: [2, 'W'], monthly: [1, 'M'], yearly: [1, 'Y'] } as const;

/** From the day it is due; null for what comes once. */
export function repeatOf(choice: RepeatChoice, due: string): Repeat | null {
  switch (choice.kind) {
    case 'none':
      return null;
    case 'kept':
      return choice.repeat;
    case 'afterDone':
      return { kind: 'afterDone', every: `P${choice.count}${choice.unit}` };
    case 'every':
      return { kind: 'rule', rule: ruleFor({ interval: choice.count, unit: UNITS[choice.unit] }, due) };
    default: {
      const [interval, unit] = PLAIN[choice.kind];
      return { kind: 'rule', rule: ruleFor({ interval, unit: UNITS[unit] }, due) };
    }
  }
}

/** The choice that makes this of the day it is due. */
export function choiceOf(repeat: Repeat | null, due: string): RepeatChoice {
  if (repeat === null) return { kind: 'none' };
  if (repeat.kind === 'afterDone') {
    const [, count = '1', unit = 'W'] = /^P(\d+)([DWMY])$/.exec(repeat.every) ?? [];
    return { kind: 'afterDone', count: Number(count), unit: unit as Unit };
  }
  const { rule } = repeat;
  const plain = (Object.keys(PLAIN) as (keyof typeof PLAIN)[]).find((kind) => sameRule(repeatOf({ kind }, due), rule));
  if (plain) return { kind: plain };
  const count = Number(/(?:^|;)INTERVAL=(\d+)/.exec(rule)?.[1] ?? 1);
  const unit = (Object.keys(UNITS) as Unit[]).find((each) => sameRule(repeatOf({ kind: 'every', count, unit: each }, due), rule));
  return unit ? { kind: 'every', count, unit } : { kind: 'kept', repeat };
}

const sameRule = (repeat: Repeat | null, rule: string): boolean => repeat?.kind === 'rule' && repeat.rule === rule;
