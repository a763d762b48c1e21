import 'i18next';
import type acts from './en/acts.json';
import type app from './en/app.json';
import type backup from './en/backup.json';
import type board from './en/board.json';
import type charts from './en/charts.json';
import type common from './en/common.json';
import type contact from './en/contact.json';
import type contacts from './en/contacts.json';
import type dealSettings from './en/dealSettings.json';
import type deals from './en/deals.json';
import type errors from './en/errors.json';
import type forecast from './en/forecast.json';
import type gate from './en/gate.json';
import type grid from './en/grid.json';
import type keys from './en/keys.json';
import type bin from './en/bin.json';
import type exporting from './en/export.json';
import type history from './en/history.json';
import type importing from './en/import.json';
import type inbox from './en/inbox.json';
import type merge from './en/merge.json';
import type onboarding from './en/onboarding.json';
import type palette from './en/palette.json';
import type quickAdd from './en/quickAdd.json';
import type reminders from './en/reminders.json';
import type reports from './en/reports.json';
import type restore from './en/restore.json';
import type sample from './en/sample.json';
import type settings from './en/settings.json';
import type shell from './en/shell.json';
import type vault from './en/vault.json';

/**
 * The namespaces, one per feature: a file of that name in `en/` and in `de/`, and a line here, which makes
 * its keys known to the compiler. What is loaded is whatever lies in the folder.
 */
export interface Namespaces {
  acts: typeof acts;
  app: typeof app;
  backup: typeof backup;
  board: typeof board;
  charts: typeof charts;
  common: typeof common;
  contact: typeof contact;
  contacts: typeof contacts;
  dealSettings: typeof dealSettings;
  deals: typeof deals;
  errors: typeof errors;
  forecast: typeof forecast;
  gate: typeof gate;
  grid: typeof grid;
  keys: typeof keys;
  bin: typeof bin;
  export: typeof exporting;
  history: typeof history;
  import: typeof importing;
  inbox: typeof inbox;
  merge: typeof merge;
  onboarding: typeof onboarding;
  palette: typeof palette;
  quickAdd: typeof quickAdd;
  reminders: typeof reminders;
  reports: typeof reports;
  restore: typeof restore;
  sample: typeof sample;
  settings: typeof settings;
  shell: typeof shell;
  vault: typeof vault;
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
