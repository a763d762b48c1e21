/** Stands in a sentence where its value goes, so that the value can be set off. */
export const VALUE = '\u0000';

/** A condition in words. */
export interface ConditionParts {
  before: string;
  value: string;
  after: string;
  /** All of it, for names of buttons. */
  plain: string;
}

/** Of a sentence that has `VALUE` where its value goes, if it has one. */
export function conditionParts(sentence: string, value: string): ConditionParts {
  const [before = '', after] = sentence.split(VALUE);
  return { before, value: after === undefined ? '' : value, after: after ?? '', plain: sentence.replace(VALUE, value) };
}

/** "Tag is **customer**". */
export function PartsInWords({ parts: { before, value, after } }: { parts: ConditionParts }) {
  return <>{before}{value !== '' && <b><bdi>{value}</bdi></b>}{after}</>;
}
