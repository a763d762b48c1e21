import 'i18next';
import type common from './en/common.json';
import type errors from './en/errors.json';
import type grid from './en/grid.json';
import type keys from './en/keys.json';
import type shell from './en/shell.json';

/**
 * The namespaces, one per feature: a file of that name in `en/` and in `de/`, and a line here, which makes
 * its keys known to the compiler. What is loaded is whatever lies in the folder.
 */
export interface Namespaces {
  common: typeof common;
  errors: typeof errors;
  grid: typeof grid;
  keys: typeof keys;
  shell: typeof shell;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    returnNull: false;
    resources: Namespaces;
  }
}

/** `namespace:key`, without the plural endings. What commands and navigation entries carry as their title. */
export type TextKey = { [Name in keyof Namespaces]: `${Name & string}:${WithoutPlural<keyof Namespaces[Name] & string>}` }[keyof Namespaces];

type WithoutPlural<Key extends string> = Key extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Base : Key;
