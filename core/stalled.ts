/** What the rule goes by: values, or the SQL that stands for them. Times in milliseconds. */
export interface LeftAlone<Value> {
  isOpen: Value;
  hasNoNext: Value;
  touchedAt: Value;
  /** Null for never. */
  staleDays: Value;
  now: Value;
}

/** In what the rule is reckoned: in values or in SQL. */
export interface Reckoning<Value> {
  all: (parts: Value[]) => Value;
  isKnown: (value: Value) => Value;
  isAtMost: (value: Value, most: Value) => Value;
  minusDays: (time: Value, days: Value) => Value;
}

/** When a deal has stalled: open, with no next action, and for as many days as its stage allows neither moved nor written about. */
export function hasStalled<Value>({ all, isKnown, isAtMost, minusDays }: Reckoning<Value>, { isOpen, hasNoNext, touchedAt, staleDays, now }: LeftAlone<Value>): Value {
  return all([isOpen, hasNoNext, isKnown(staleDays), isAtMost(touchedAt, minusDays(now, staleDays))]);
}

const DAY_MS = 86_400_000;

type Plain = number | boolean | null;

export const IN_VALUES: Reckoning<Plain> = {
  all: (parts) => parts.every(Boolean),
  isKnown: (value) => value !== null,
  isAtMost: (value, most) => Number(value) <= Number(most),
  minusDays: (time, days) => Number(time) - Number(days) * DAY_MS,
};

export const IN_SQL: Reckoning<string> = {
  all: (parts) => parts.join(' AND '),
  isKnown: (value) => `${value} IS NOT NULL`,
  isAtMost: (value, most) => `${value} <= ${most}`,
  minusDays: (time, days) => `${time} - ${days} * ${DAY_MS}`,
};
