import type { GroupHandlers } from '../../core/call.ts';
import type { drafts, files as fileApi, profile } from '../../core/api/profile.ts';
import { countContacts } from '../../db/contact-filter.ts';
import { discardDraft, getDraft, listDrafts, putDraft } from '../../db/drafts.ts';
import { deviceSettings, getPreference, listMembers, loadLocale, personalSettings, rederive, setDeviceSettings, setPersonalSettings, setPreference, setTeamSettings, staleDerivations, teamSettings } from '../../db/settings.ts';
import { hasSampleData, loadSample, removeSample } from '../sample-data.ts';
import { type CallContext, breathe, writeAndTell } from './context.ts';

export function profileCalls(context: CallContext): GroupHandlers<typeof profile> {
  const { store } = context;
  return {
    info: () => {
      const me = listMembers(store).find(({ isMe }) => isMe);
      return {
        team: teamSettings(store),
        device: deviceSettings(store),
        personal: personalSettings(store),
        me: { id: store.member, name: me?.name ?? '' },
        version: context.version,
        warning: context.syncedBy === undefined ? null : { code: 'synced-folder' as const, program: context.syncedBy },
        host: context.host,
        contacts: countContacts(store, []),
        hasSampleData: hasSampleData(store),
      };
    },
    setTeam: (settings) => {
      const { changeId } = writeAndTell(context, { code: 'settings.updated' }, (tx) => setTeamSettings(tx, settings));
      followLocale(context);
      return { changeId };
    },
    setDevice: (settings) => {
      setDeviceSettings(store, settings);
      context.changed({ preferences: '*' });
      followLocale(context);
    },
    setPersonal: (change) => {
      const { changeId } = writeAndTell(context, { code: 'keys.updated' }, (tx) => setPersonalSettings(tx, change));
      return { changeId };
    },
    preference: ({ key }) => getPreference(store, `page.${key}`),
    setPreference: ({ key, value }) => {
      setPreference(store, `page.${key}`, value);
      context.changed({ preferences: '*' });
    },
    loadSample: (_input, { progress }) => loadSample(context, progress),
    removeSample: (_input, { progress }) => removeSample(context, progress),
  };
}

/** The country or the language may be another now, by a setting or by an undo: names are sorted, and phones read, by it. */
export function followLocale(context: CallContext): void {
  if (!loadLocale(context.store)) return;
  context.localeChanged();
  rederiveStale(context);
}

/** Works out what other rules gave than those that now hold; it takes its time, between others' calls. */
export function rederiveStale(context: CallContext): void {
  const stale = staleDerivations(context.store);
  if (!stale.names && !stale.phones) return;
  const steps = rederive(context.store);
  const work = async (): Promise<void> => {
    while (!steps.next().done) await breathe();
    context.changed({ contacts: '*', phones: '*' });
  };
  void work();
}

export function draftCalls({ store }: CallContext): GroupHandlers<typeof drafts> {
  return {
    get: ({ key }) => getDraft(store, key),
    list: () => listDrafts(store),
    put: ({ key, text, about }) => putDraft(store, key, text, about),
    discard: ({ key }) => discardDraft(store, key),
  };
}

export function fileCalls({ files }: CallContext): GroupHandlers<typeof fileApi> {
  return {
    put: ({ uploadId, bytes, last }) => files.put(uploadId, bytes, last),
    read: ({ hash, offset }) => files.read(hash, offset),
  };
}
