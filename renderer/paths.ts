import type { Id } from '../core/ids.ts';

/** Where a record is shown. The routes of app/routes.tsx have these shapes; below /contacts, so that the sidebar marks it. */
export const contactPath = (id: Id): string => `/contacts/${id}`;
/** The same page, with an entry of its timeline in view. */
export const entryPath = (contactId: Id, entryId: Id): string => `${contactPath(contactId)}?entry=${entryId}`;
export const mergePath = (a: Id, b?: Id): string => (b === undefined ? `/merge/${a}` : `/merge/${a}/${b}`);
/** What the pages of deals stand below. */
export const DEAL_PATH = '/deal/';
export const dealPath = (id: Id): string => DEAL_PATH + id;
export const TODAY_PATH = '/today';
/** Today, with the inbox over it. */
export const INBOX_PATH = '/today?inbox=open';
export const CONTACTS_PATH = '/contacts';
export const REMINDERS_PATH = '/reminders';
export const PIPELINE_PATH = '/pipeline';
export const REPORTS_PATH = '/reports';
export const IMPORT_PATH = '/import';
export const BIN_PATH = '/bin';
export const HISTORY_PATH = '/history';
export const RESTORE_PATH = '/restore';
export const SETTINGS_PATH = '/settings';
export const viewPath = (viewId: string): string => `${CONTACTS_PATH}?view=${viewId}`;
export const settingsPath = (section: string): string => `${SETTINGS_PATH}/${section}`;
export const pipelinePath = (id: Id): string => `${PIPELINE_PATH}?pipeline=${id}`;
