import type { Api } from '../../core/api/index.ts';
import type { Handlers } from '../../core/call.ts';
import { contactCalls } from './contacts.ts';
import type { CallContext } from './context.ts';
import { entryCalls } from './entries.ts';
import { binCalls, historyCalls, searchCalls } from './history.ts';
import { fieldCalls, memberCalls, tagCalls, viewCalls } from './lists.ts';
import { draftCalls, fileCalls, profileCalls } from './profile.ts';
import { reminderCalls } from './reminders.ts';
import { transferCalls } from './transfer.ts';

/** The function behind every call. */
export function handlers(context: CallContext): Handlers<Api> {
  return {
    contacts: contactCalls(context),
    entries: entryCalls(context),
    reminders: reminderCalls(context),
    tags: tagCalls(context),
    fields: fieldCalls(context),
    views: viewCalls(context),
    members: memberCalls(context),
    history: historyCalls(context),
    bin: binCalls(context),
    search: searchCalls(context),
    profile: profileCalls(context),
    drafts: draftCalls(context),
    files: fileCalls(context),
    transfer: transferCalls(context),
  };
}
