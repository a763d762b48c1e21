/** What the tables of a database are about, in the order in which a person asks for them. What a person counts stands alone. */
export const GROUPS = ['contacts', 'details', 'timeline', 'timelineDetails', 'reminders', 'repetition', 'deals', 'dealDetails', 'lists', 'history', 'device'] as const;
export type Group = (typeof GROUPS)[number];

const TABLES: Record<Exclude<Group, 'device'>, readonly string[]> = {
  contacts: ['contacts'],
  details: ['emails', 'phones', 'addresses', 'links', 'dates', 'facts', 'contactRoles', 'contactTags', 'affiliations', 'relations', 'fieldValues'],
  timeline: ['entries'],
  timelineDetails: ['participants', 'attachments', 'entryDeals'],
  reminders: ['reminders'],
  repetition: ['reminderSeries', 'cadences'],
  deals: ['deals'],
  dealDetails: ['dealContacts', 'dealLines', 'dealTags', 'dealCompetitors', 'dealSteps', 'dealFieldValues', 'stageChanges'],
  lists: ['tags', 'fields', 'fieldChoices', 'views', 'members', 'settings', 'pipelines', 'stages', 'stageSteps', 'stageNeeds', 'products', 'closeReasons', 'exchangeRates', 'targets'],
  history: ['batches', 'commits', 'changes'],
};

export function groupOf(table: string): Group {
  return GROUPS.find((group) => group !== 'device' && TABLES[group].includes(table)) ?? 'device';
}
