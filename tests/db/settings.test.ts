import { describe, expect, it, onTestFinished } from 'vitest';
import { createContact } from '../../db/contact-writes.ts';
import { listContacts } from '../../db/contact-list.ts';
import { getContact } from '../../db/contacts.ts';
import { search } from '../../db/search.ts';
import { loadLocale, rederive, setDeviceSettings, setTeamSettings, staleDerivations } from '../../db/settings.ts';
import { type Store, type StorePorts, openStore } from '../../db/store.ts';
import { write } from '../../db/write.ts';
import { derivedMistakes } from '../support/derived.ts';
import { tickingPorts } from '../support/replicas.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function open(path: string, ports: StorePorts = tickingPorts(1)): Store {
  const store = openStore(path, ports);
  onTestFinished(() => store.close());
  loadLocale(store);
  return store;
}

const newPath = (): string => `${temporaryFolder()}/kith.sqlite`;
const rederiveAll = (store: Store): void => {
  for (const _ of rederive(store)) continue;
};
const add = (store: Store, fullName: string, number?: string): void => {
  write(store, { code: 'test' }, (tx) => createContact(tx, { kind: 'person', fullName, ...(number === undefined ? {} : { phones: [{ number }] }) }));
};
const names = (store: Store): string[] => listContacts(store, { filter: [], sort: { by: 'name', descending: false }, limit: 50 }).rows.map(({ name }) => name);

describe('the order of names', () => {
  it('follows the locale, also for those who were there before', () => {
    const store = open(newPath());
    for (const name of ['Zara', 'Åsa', 'Anna', 'Öberg']) add(store, name);
    rederiveAll(store);
    expect(names(store)).toEqual(['Anna', 'Åsa', 'Öberg', 'Zara']);
    setDeviceSettings(store, { locale: 'sv' });
    expect(loadLocale(store)).toBe(true);
    expect(staleDerivations(store)).toEqual({ names: true, phones: false });
    rederiveAll(store);
    expect(names(store)).toEqual(['Anna', 'Zara', 'Åsa', 'Öberg']);
    expect(staleDerivations(store)).toEqual({ names: false, phones: false });
    expect(loadLocale(store)).toBe(false);
    expect(derivedMistakes(store)).toEqual([]);
  });

  it('is made anew when the rules of the letters are of another version, and not otherwise', () => {
    const path = newPath();
    const before = open(path);
    for (const name of ['Bo', 'Ada']) add(before, name);
    rederiveAll(before);
    before.sql.exec("UPDATE contacts SET sortKey = 'as another version made it'");
    before.close();

    const same = open(path);
    expect(staleDerivations(same)).toEqual({ names: false, phones: false });
    same.close();
    const newer = open(path, { ...tickingPorts(2), icu: '2' });
    expect(staleDerivations(newer)).toEqual({ names: true, phones: false });
    rederiveAll(newer);
    expect(names(newer)).toEqual(['Ada', 'Bo']);
    expect(derivedMistakes(newer)).toEqual([]);
    expect(staleDerivations(newer)).toEqual({ names: false, phones: false });
  });

  it('is made anew in short steps; what a crash cuts short is done at the next start', () => {
    const path = newPath();
    const store = open(path);
    for (let i = 0; i < 250; i++) add(store, `Åsa ${i}`);
    rederiveAll(store);
    setDeviceSettings(store, { locale: 'sv' });
    loadLocale(store);
    const steps = rederive(store);
    steps.next();
    expect(store.inTransaction).toBe(false);
    add(store, 'Öberg, who comes between');
    store.close();

    const again = open(path);
    expect(staleDerivations(again)).toEqual({ names: true, phones: false });
    rederiveAll(again);
    expect(derivedMistakes(again)).toEqual([]);
  });

  it('changes how somebody from East Asia is called, and by which words they are found', () => {
    const store = open(newPath());
    write(store, { code: 'test' }, (tx) => createContact(tx, { kind: 'person', given: '太郎', family: '田中' }));
    rederiveAll(store);
    for (const locale of ['ja', 'en', 'de']) {
      setDeviceSettings(store, { locale });
      loadLocale(store);
      rederiveAll(store);
      expect(derivedMistakes(store)).toEqual([]);
    }
  });
});

describe('phones', () => {
  it('are read by the country of the team, and found by the digits that are dialled there', () => {
    const store = open(newPath());
    add(store, 'Ada', '070-555 01 23');
    rederiveAll(store);
    expect(search(store, '+46 70 555', { contacts: 5, entries: 0 }).contacts).toEqual([]);
    write(store, { code: 'settings.updated' }, (tx) => setTeamSettings(tx, { country: 'SE' }));
    loadLocale(store);
    expect(staleDerivations(store)).toEqual({ names: false, phones: true });
    rederiveAll(store);
    const [hit] = search(store, '+46 70 555', { contacts: 5, entries: 0 }).contacts;
    expect(getContact(store, hit!.id).phones).toMatchObject([{ e164: '+46705550123', shown: '070-555 01 23' }]);
    expect(derivedMistakes(store)).toEqual([]);
  });
});
