import type { WorkerApi } from '../../core/api/index.ts';
import type { Handlers } from '../../core/call.ts';
import { backupCalls } from './backup.ts';
import { calendarCalls } from './calendar.ts';
import { contactCalls } from './contacts.ts';
import type { CallContext } from './context.ts';
import { closeReasonCalls, dealCalls, dealReportCalls, dealViewCalls, exchangeRateCalls, pipelineCalls, productCalls, targetCalls } from './deals.ts';
import { entryCalls } from './entries.ts';
import { binCalls, historyCalls, searchCalls } from './history.ts';
import { fieldCalls, memberCalls, tagCalls, viewCalls } from './lists.ts';
import { draftCalls, fileCalls, profileCalls } from './profile.ts';
import { reminderCalls } from './reminders.ts';
import { openedCalls } from './restore.ts';
import { transferCalls } from './transfer.ts';

/** The function behind every call. */
export function handlers(context: CallContext): Handlers<WorkerApi> {
  return {
    contacts: contactCalls(context),
    entries: entryCalls(context),
    reminders: reminderCalls(context),
    deals: dealCalls(context),
    pipelines: pipelineCalls(context),
    closeReasons: closeReasonCalls(context),
    products: productCalls(context),
    exchangeRates: exchangeRateCalls(context),
    targets: targetCalls(context),
    dealViews: dealViewCalls(context),
    dealReports: dealReportCalls(context),
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
    calendar: calendarCalls(context),
    backup: backupCalls(context),
    opened: openedCalls(context),
  };
}
