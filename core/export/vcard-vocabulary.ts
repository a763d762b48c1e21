// What Kith's own vCards say in the words of RFC 6350, written and read by the same tables.

export const KITH_PRODID = '-//Kith//Kith 1//EN';

/** The types that say a label of an e-mail or postal address; any other label is written as X-ABLabel. */
export const PLACE_TYPES: ReadonlyMap<string, readonly string[]> = new Map([['', []], ['home', ['home']], ['work', ['work']]]);

export const PHONE_TYPES: ReadonlyMap<string, readonly string[]> = new Map([
  ...PLACE_TYPES,
  ['mobile', ['cell']],
  ['fax', ['fax']],
  ['home fax', ['home', 'fax']],
  ['work fax', ['work', 'fax']],
  ['pager', ['pager']],
]);

export const RELATION_TYPES: ReadonlySet<string> = new Set(['spouse', 'child', 'parent', 'friend', 'colleague', 'agent']);
