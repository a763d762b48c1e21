import type { TableName } from '../db/tables/registry.ts';

/** What a table holds, and each of its columns, in the words of `docs/data-formats.md`. */
export interface TableMeaning {
  readonly holds: string;
  readonly columns: Readonly<Record<string, string>>;
}

const contactId = 'the contact it belongs to';
const dealId = 'the deal';
const dealN = 'local number of the deal';
const stageId = 'the stage';
const stageN = 'local number of the stage';
const contactN = 'local number of that contact, or of the one it was merged into';
const label = 'such as `work` or `mobile`, or the person’s own word; may be empty';
const orderKey = 'where it stands in its list: sort by this text, then by `id`';
const memberId = 'the member whose it is';

/** The synced tables. A column that is missing here fails `npm run docs`. */
export const SYNCED_MEANINGS: Readonly<Record<TableName, TableMeaning>> = {
  members: { holds: 'The people who work with this profile.', columns: { name: 'as others see it', email: 'one address, or empty' } },
  contacts: {
    holds: 'People and organisations. `hidden` is 2 here when the contact was merged into another.',
    columns: {
      kind: '`person` or `organisation`',
      prefix: 'such as “Dr.”',
      given: 'first name',
      middle: 'middle names',
      family: 'last name',
      suffix: 'such as “Jr.”',
      nickname: 'nickname',
      phoneticGiven: 'how the first name is read (Japanese, Chinese, …)',
      phoneticFamily: 'how the last name is read',
      organisationName: 'the name of an organisation',
      displayAs: 'the name to show instead of the one made of the parts; mostly empty',
      status: 'a word of the team’s own, such as `active`',
      source: 'where the contact came from, in the team’s own words',
      ownerId: 'the member who looks after the contact',
      preferredChannel: '`email`, `phone`, `mobile`, `message`, `letter`, `visit`, own words, or empty',
      language: 'BCP 47, such as `sv`, or own words',
      birthday: '`YYYY-MM-DD`, or `--MM-DD` without the year',
      photo: 'hash of a file, see “Files”',
      primaryEmailId: 'which row of `emails` is the primary one; null: the one with the lowest `id`',
      primaryPhoneId: 'the same of `phones`',
      primaryAddressId: 'the same of `addresses`',
      primaryAffiliationId: 'the same of `affiliations`',
      mergedInto: 'the contact that stands for this one since the two were merged',
      createdAt: 'milliseconds since 1970, UTC',
      rootN: 'local number of the contact that stands for this one: its own, or the end of the chain of `mergedInto`',
      name: 'the name as shown, in the language of this device',
      sortKey: 'what names are sorted by, see “Search and order”',
      lastAt: 'when something last happened with the contact; of an organisation, also with its people',
    },
  },
  emails: { holds: 'E-mail addresses.', columns: { contactId, label, address: 'as typed', contactN, folded: 'without spaces around it, in lower case' } },
  phones: {
    holds: 'Phone numbers.',
    columns: { contactId, label, number: 'as typed', contactN, e164: 'such as `+4670…`, by the team’s country; null when it cannot be read', digits: 'the digits of the number as typed' },
  },
  addresses: {
    holds: 'Postal addresses.',
    columns: {
      contactId, label, street: 'street and number, may have several lines', extended: 'flat, floor, building', poBox: 'post box', city: 'town', region: 'state, county',
      postalCode: 'postal code', country: 'as typed', contactN,
    },
  },
  links: { holds: 'Web, social and chat addresses.', columns: { contactId, label, kind: '`web`, `social` or `chat`', url: 'as typed; of a chat such as `skype:ada`', contactN } },
  dates: { holds: 'Anniversaries and other days; the birthday is a column of `contacts`.', columns: { contactId, label, date: '`YYYY-MM-DD` or `--MM-DD`', contactN } },
  facts: { holds: 'Quick facts: likes, dislikes, family, anything.', columns: { contactId, label, text: 'what is worth knowing', contactN } },
  contactRoles: { holds: 'What a contact is to the team; any number of roles.', columns: { contactId, role: '`customer`, `prospect`, `supplier`, `partner`, `employee`, or own words', contactN } },
  tags: { holds: 'Tags.', columns: { name: 'as typed', colour: '0 to 11: which of the twelve colours', folded: 'the name as search folds it, so that two spellings are one tag' } },
  contactTags: { holds: 'Which contact has which tag.', columns: { contactId, tagId: 'the tag', contactN, tagN: 'local number of the tag' } },
  affiliations: {
    holds: 'A person at an organisation. The person owns it.',
    columns: {
      personId: 'the person', organisationId: 'the organisation, or null when only a title is known', title: 'job title', department: 'department',
      startedOn: '`YYYY-MM-DD`, `--MM-DD` or null', endedOn: 'the same; null: still there', personN: 'local number of the person, after merges', organisationN: 'local number of the organisation, after merges',
    },
  },
  relations: {
    holds: '“`toId` is the `kind` of `fromId`”: who a contact was referred by, is married to, …',
    columns: {
      fromId: 'the contact whose relation it is', toId: 'the other contact, or null when only a name is known',
      kind: '`referredBy`, `spouse`, `partner`, `child`, `parent`, `assistant`, `manager`, `friend`, `colleague`, `agent`, or own words',
      toName: 'the name of somebody who is no contact', fromN: 'local number of `fromId`, after merges', toN: 'local number of `toId`, after merges',
    },
  },
  fields: {
    holds: 'Custom fields that the team has defined.',
    columns: {
      record: '`person`, `organisation`, or `contact` for both', name: 'as typed',
      type: '`text`, `longText`, `number`, `money`, `date`, `yesNo`, `choice`, `choices`, `link` or `contact`',
      currency: 'ISO 4217, of new values of a `money` field', orderKey, retired: '1: kept with its values, no longer offered',
    },
  },
  fieldChoices: {
    holds: 'What a field of the type `choice` or `choices` may be.',
    columns: { fieldId: 'the field', name: 'as typed', orderKey, retired: '1: no longer offered', fieldN: 'local number of the field' },
  },
  fieldValues: {
    holds: 'The value of a custom field of a contact. Of `choices` there is one row a choice. Which column is used follows from the field’s type; the others are null.',
    columns: {
      recordId: 'the contact', fieldId: 'the field', text: 'of `text`, `longText`, `link`; of `date` as `YYYY-MM-DD` or `--MM-DD`', number: 'of `number`; of `yesNo` 1 or 0',
      minor: 'of `money`: whole minor units, such as cents', currency: 'of `money`: ISO 4217', choiceId: 'of `choice` and `choices`: a row of `fieldChoices`', refId: 'of `contact`: a contact',
      contactN: 'local number of the contact, after merges', fieldN: 'local number of the field', choiceN: 'local number of the choice', refN: 'local number of the contact referred to, after merges',
    },
  },
  entries: {
    holds: 'What happened: the entries of the timeline.',
    columns: {
      kind: '`note`, `call`, `email`, `meeting`, `message`, `letter`, `visit` or `file`', at: 'when it happened: milliseconds since 1970, UTC', memberId: 'who wrote it',
      direction: '`in`, `out` or null', outcome: '`reached`, `noAnswer`, `leftMessage`, `busy`, `wrongNumber`, own words, or empty', minutes: 'how long it took, or null',
      subject: 'one line, may be empty', body: 'Markdown, see decision 0003', pinned: '1: shown above the others',
    },
  },
  participants: {
    holds: 'Which contacts an entry is about.',
    columns: { entryId: 'the entry', contactId: 'the contact', entryN: 'local number of the entry', contactN, at: 'the entry’s `at`' },
  },
  attachments: {
    holds: 'Files of an entry; what is in them lies beside the database, see “Files”.',
    columns: { entryId: 'the entry', name: 'the file’s name', type: 'its media type, such as `application/pdf`, as the system said', size: 'bytes', hash: 'SHA-256 of its content, 64 hexadecimal digits', entryN: 'local number of the entry' },
  },
  sourceKeys: {
    holds: 'Which row of which file a contact was imported from, so that the same file adds nothing the second time.',
    columns: { contactId, source: 'the kind of file', key: 'the row’s identity, see “What an import remembers”', rowHash: 'of all that the row said, 16 characters of base64url', contactN },
  },
  settings: { holds: 'What holds for the whole team.', columns: { key: '`place`, `currency` (ISO 4217) or `country` (ISO 3166)', value: 'JSON' } },
  personSettings: {
    holds: 'What a member set for all of their devices; only those get it.',
    columns: { memberId, key: '`keys.` and the name of a command, such as `keys.contact.new`', value: 'JSON: the keys in place of the built-in ones, such as `["Mod+Shift+L","g n"]`, `[]` for none; null for the built-in ones' },
  },
  views: {
    holds: 'Lists that a member keeps.',
    columns: { memberId, record: '`contacts`', name: 'as typed', definition: 'JSON: `filter`, `sort` and `columns`, as `core/filters.ts` declares them', orderKey },
  },
  erasures: {
    holds: 'That somebody was erased. Never who it was.',
    columns: { memberId: 'who did it', at: 'milliseconds since 1970, UTC', records: 'how many contacts and entries went', files: 'how many files went' },
  },
  importMappings: {
    holds: 'How a member told Kith to read the columns of a kind of file.',
    columns: { memberId, name: 'as typed', definition: 'JSON, see “Kept mappings”' },
  },
  reminders: {
    holds: 'What is to be done, once: a follow-up of its own, or one occurrence of a series.',
    columns: {
      contactId: 'whom it is about, or null', contactN, ownerId: 'the member whose it is', kind: '`call`, `email`, `meeting` or `task`', purpose: 'what it is for, in words',
      due: '`2026-06-19`, a day wherever one is, or `2026-06-19T10:00`, the time on the wall in `zone`', zone: 'IANA, such as `Europe/Stockholm`; empty for a day', priority: '0 usual, 1 high, 2 urgent',
      notes: 'Markdown', doneAt: 'milliseconds since 1970, UTC; null while it is open', doneBy: 'the member who did it', seriesId: 'the series that it belongs to, or null', seriesN: 'local number of the series',
      occurrence: 'which of the series it is: when the rule had it due, whatever was made of it since', createdAt: 'milliseconds since 1970, UTC', dealId: 'the deal that it is the next action of, or null', dealN, dueAt: '`due` as milliseconds since 1970, UTC; null for a day',
      sortAt: 'the same, and for a day its midnight in UTC',
    },
  },
  reminderSeries: {
    holds: 'What comes again. There is one open reminder of it at a time; the values here are those that the next one gets.',
    columns: {
      contactId: 'whom it is about, or null', contactN, ownerId: 'the member whose it is', kind: 'as of `reminders`', purpose: 'what it is for, in words', priority: 'as of `reminders`', notes: 'Markdown',
      start: 'the first one, as `due` of `reminders`', zone: 'as of `reminders`', rule: 'an RRULE of RFC 5545 without its name, or empty', afterDone: 'instead of a rule: how long after one is done the next is due, an ISO 8601 duration; or empty',
      skipped: 'occurrences that were left out, separated by spaces', dealId: 'as of `reminders`', dealN,
    },
  },
  cadences: {
    holds: 'How often one wants to talk to a contact.',
    columns: { contactId, contactN, every: 'an ISO 8601 duration, such as `P6W`; empty for not by plan', touchedAt: 'when somebody last talked, wrote or met; null for never', dueOn: 'when that long has passed since, or since the contact was added: `YYYY-MM-DD` in UTC' },
  },
  pipelines: {
    holds: 'A way that deals go. The one that every profile begins with is no row until something is written in it.',
    columns: { origin: '`start` of the one that every profile begins with; else empty', name: 'its name; empty of the start: the reader’s language has the words', orderKey, retired: '1 when it is no longer used' },
  },
  stages: {
    holds: 'A step of a pipeline.',
    columns: {
      pipelineId: 'the pipeline', pipelineN: 'local number of the pipeline', origin: 'of the start `1` to `4`; else empty', name: 'its name; empty of the start', probability: 'in percent', colour: '0 to 11',
      staleDays: 'days without a next action after which a deal in it counts as stalled; null for never', orderKey, retired: '1 when it is no longer used',
    },
  },
  stageSteps: { holds: 'What is to be done while a deal is in a stage.', columns: { stageId, stageN, text: 'in words', orderKey } },
  stageNeeds: { holds: 'What must be filled in before a deal may enter a stage.', columns: { stageId, stageN, field: '`contact`, `organisation`, `amount`, `expectedClose`, `owner`, `source`, `nextAction`, or `field:ID` of a custom field' } },
  deals: {
    holds: 'Something that may be sold.',
    columns: {
      title: 'what it is called', stageId: 'the stage it is in, or was closed in', stageN, orderKey: 'its place among the open deals of the stage', contactId: 'whom it is with, first of all; or null', contactN,
      organisationId: 'the organisation, or null', organisationN: 'local number of the organisation, after merges', ownerId: 'the member whose it is, or null', minor: 'what it is worth where it has no lines, in minor units; null for not known',
      currency: 'ISO 4217, of all its amounts', expectedClose: '`YYYY-MM-DD`, or empty', probability: 'its own, in percent; null goes by the stage', committed: '1 when it is counted on', source: 'where it came from', notes: 'Markdown',
      outcome: 'empty while it is open, `won` or `lost`', closedAt: 'milliseconds since 1970, UTC; null while it is open', reasonId: 'why, a row of `closeReasons`; or null', reasonN: 'local number of the reason', reasonNote: 'why, in words',
      createdAt: 'milliseconds since 1970, UTC', amount: 'the sum of its lines, or `minor`', stageAt: 'since when it has been in its stage, in milliseconds since 1970, UTC', touchedAt: 'when something last happened with it', nextAt: '`sortAt` of its next open reminder; null for none',
    },
  },
  dealContacts: { holds: 'Who has a part in a deal.', columns: { dealId, dealN, contactId, contactN, role: '`decides`, `uses`, `pays`, `advises`, or words of one’s own' } },
  products: {
    holds: 'What is sold again and again.',
    columns: { name: 'its name', unit: 'such as hour or piece', price: 'of one unit, in minor units', cost: 'the same, what it costs oneself; or null', currency: 'ISO 4217', recurring: '`P1M`, `P3M`, `P1Y`, or empty for once', retired: '1 when it is no longer sold' },
  },
  dealLines: {
    holds: 'One amount of a deal.',
    columns: {
      dealId, dealN, productId: 'the product, or null', productN: 'local number of the product', text: 'what for, in words', quantity: 'in thousandths', price: 'of one unit, in minor units of the deal’s currency', discount: 'in hundredths of a percent',
      recurring: 'as of `products`', times: 'how many times it is paid', orderKey,
    },
  },
  dealCompetitors: { holds: 'Who else is asked.', columns: { dealId, dealN, name: 'who' } },
  dealTags: { holds: 'That a deal has a tag.', columns: { dealId, dealN, tagId: 'the tag', tagN: 'local number of the tag' } },
  dealSteps: { holds: 'That a step of a stage is done for a deal.', columns: { dealId, dealN, stepId: 'a row of `stageSteps`', stepN: 'local number of the step', doneAt: 'milliseconds since 1970, UTC; null for not done' } },
  stageChanges: {
    holds: 'Where a deal went: it was made, moved, closed or opened again.',
    columns: { dealId, dealN, stageId: 'the stage that it was in from then on', stageN, outcome: 'empty for open, `won` or `lost`', at: 'milliseconds since 1970, UTC', memberId: 'who did it', entered: '1 where the deal came to the stage for the first time, 2 where it came again, 0 where it did not come to one', leftAs: 'how it left: `moved`, `won`, `lost`, or empty for still there', stayed: 'for how long, in milliseconds; null for still' },
  },
  entryDeals: { holds: 'That an entry of the timeline is about a deal.', columns: { entryId: 'the entry', entryN: 'local number of the entry', dealId, dealN, at: 'when the entry was' } },
  closeReasons: {
    holds: 'Why deals are won and lost. Those that every profile begins with are no rows until one is used or changed.',
    columns: { outcome: '`won` or `lost`', origin: 'of those of the start, which; else empty', name: 'in words; empty of the start', orderKey, retired: '1 when it is no longer offered' },
  },
  exchangeRates: { holds: 'What a currency is worth in another.', columns: { currency: 'ISO 4217', base: 'ISO 4217', day: '`YYYY-MM-DD`: from then on', rate: 'what one of `currency` is worth in `base`, a decimal number' } },
  targets: { holds: 'What one wants to win in a month.', columns: { month: '`YYYY-MM`', pipelineId: 'of a pipeline, or null', memberId: 'of a member, or null', minor: 'minor units', currency: 'ISO 4217' } },
  dealSources: {
    holds: 'Which row of which file a deal was imported from, so that the same file adds nothing the second time.',
    columns: { dealId: 'the deal', source: 'the kind of file', key: 'the row’s identity, see “What an import remembers”', rowHash: 'of all that the row said, 16 characters of base64url; empty where somebody whom it names was not known yet', dealN: 'local number of the deal' },
  },
  dealFieldValues: {
    holds: 'The value of a custom field of a deal, as `fieldValues` has it of a contact.',
    columns: {
      dealId, dealN, fieldId: 'the field', text: 'as of `fieldValues`', number: 'as of `fieldValues`', minor: 'as of `fieldValues`', currency: 'as of `fieldValues`', choiceId: 'as of `fieldValues`', refId: 'as of `fieldValues`',
      fieldN: 'local number of the field', choiceN: 'local number of the choice', refN: 'local number of the contact referred to, after merges',
    },
  },
};

/** Tables of this device alone and tables that are worked out. */
export const LOCAL_MEANINGS: Readonly<Record<string, TableMeaning>> = {
  batches: {
    holds: 'One thing that somebody did, under a label.',
    columns: {
      n: 'local number; undo goes by it',
      id: 'UUIDv7: what calls and the terminal name the change by',
      code: 'what was done, such as `contact.updated`; put into words by `renderer/i18n/*/acts.json`',
      params: 'JSON object of ids and counts, never what somebody typed',
      memberId: 'who',
      device: '8 bytes: on which device',
      at: 'milliseconds since 1970, UTC',
      kind: '`do`, `undo`, `redo`, or `final`: cannot be undone',
      open: '1 while a long one is under way; taken back at the next start',
      undoes: 'of `undo` and `redo`: the batch that it takes back',
      undoneBy: 'the batch that took this one back, null when it counts',
    },
  },
  commits: {
    holds: 'One transaction of a batch.',
    columns: { n: 'local number', batchN: '`n` of its batch', stamp: 'of every change in it that has none of its own' },
  },
  changes: {
    holds: 'The log: one row for each row inserted, field changed, row deleted, restored or purged.',
    columns: {
      n: 'local number; the order in which things were done here',
      commitN: '`n` of its commit',
      op: '1 inserted, 2 field changed, 3 deleted, 4 restored, 5 purged',
      tableNo: 'number of the table',
      recordId: '`id` of the row',
      col: 'of op 2: number of the column',
      before: 'of op 2: the value before. Of op 3 and 4: `deleted` before. Of op 1: the base stamp before, when a row that was gone is made again',
      after: 'of op 2: the value after. Of op 3: what the author of the delete saw, see “Deletes”',
      seen: 'of op 2: the versions that its author saw, 17 bytes each; no bytes at all: saw an absent value',
      stamp: 'the stamp of this change where it is not that of the commit',
      restores: 'set by undo and redo: the version whose value was brought back',
    },
  },
  conflicts: {
    holds: 'Derived: values that lost to one whose author did not know of them, until somebody chooses.',
    columns: { n: 'local number', tableNo: 'number of the table', recordId: '`id` of the row', col: 'number of the column', stamp: 'the version that lost', value: 'its value' },
  },
  waiting: {
    holds: 'Derived: rows that refer to a row which another device has not sent yet.',
    columns: { n: 'local number', tableNo: 'number of the table', rowN: '`n` of the row that waits', col: 'number of the column', refId: '`id` of the row waited for' },
  },
  device: {
    holds: 'What this device alone knows.',
    columns: { key: '`device`, `member` or `clock`', value: '`device`: 8 random bytes. `member`: the id of the member who works here. `clock`: the last stamp given or seen' },
  },
  preferences: {
    holds: 'Preferences that stay on this device.',
    columns: { key: '`device.…` for the settings of the device, `page.…` for what a screen keeps; the others are Kith’s own: what was opened last, by which rules names and phones were worked out, …', value: 'JSON' },
  },
  fired: {
    holds: 'Which reminders were shown on this device.',
    columns: {
      reminderId: '`id` of the reminder', due: 'the `due` that it then had: one that is put off is shown again', at: 'when, in milliseconds since 1970, UTC',
      state: '`firing` just before it is shown, `shown` after, `withdrawn` once it was done or put off elsewhere', seenAt: 'when somebody looked at it; null for not yet',
    },
  },
  drafts: {
    holds: 'Text that somebody typed and has not saved.',
    columns: { key: 'what the text was typed into, `compose:CONTACT-ID` or `entry:ENTRY-ID`', text: 'the text', about: 'the record it belongs to; it goes when that is erased', updatedAt: 'milliseconds since 1970, UTC' },
  },
};

/** Tables for full text: `rowid` is the `n` of the row that is found. */
export const SEARCH_MEANINGS: Readonly<Record<string, string>> = {
  contactSearch: 'What contacts are found by.',
  entrySearch: 'What entries are found by.',
  dealSearch: 'What deals are found by.',
};
