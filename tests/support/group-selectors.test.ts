import { expect, test } from 'vitest';
import { groupSelectors, withGroupInFront } from '../../build/group-selectors.ts';

test.each([
  [String.raw`.group-hover\/row\:flex:is(:where(.group\/row):hover *)`, String.raw`:where(.group\/row):hover .group-hover\/row\:flex`],
  [String.raw`.x:is(:where(.group):focus *) > span`, String.raw`:where(.group):focus .x > span`],
  [String.raw`.x:is(:where(.group)[aria-current=page] *)`, String.raw`:where(.group)[aria-current=page] .x`],
  [String.raw`.x:is(:where(.group\/row):has(:is([data-field] :is(input,textarea))) *)`, String.raw`:where(.group\/row):has(:is([data-field] :is(input,textarea))) .x`],
  [String.raw`.x:is(:where(.group):enabled *):is(:where(.group):hover *)`, String.raw`:where(.group):enabled .x:is(:where(.group):hover *)`],
])('the group of %s becomes an ancestor', (written, expected) => {
  expect(withGroupInFront(written)).toBe(expected);
});

test.each([
  '.x:hover',
  String.raw`.peer-checked\:x:is(:where(.peer):checked~*)`,
  // In front of what lies above, it would be asked of another element.
  '.a > .x:is(:where(.group):hover *)',
  '.x:not(:is(:where(.group):hover *))',
  '.x:is(:where(.group):hover .b *)',
])('%s stays', (selector) => {
  expect(withGroupInFront(selector)).toBe(selector);
});

test('only rules with a group are written anew', () => {
  let writes = 0;
  const rule = (selectors: string[]) => ({
    get selectors() {
      return selectors;
    },
    set selectors(next) {
      writes++;
      selectors = next;
    },
  });
  const plain = rule(['.a', '.b']);
  groupSelectors.Rule(plain);
  expect(writes).toBe(0);
  const grouped = rule(['.a', '.b:is(:where(.group):hover *)']);
  groupSelectors.Rule(grouped);
  expect(grouped.selectors).toEqual(['.a', ':where(.group):hover .b']);
});
