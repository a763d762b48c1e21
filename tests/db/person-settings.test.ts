import { describe, expect, it } from 'vitest';
import { PersonalChange } from '../../core/api/profile.ts';
import { personalSettings, setPersonalSettings } from '../../db/settings.ts';
import type { Store } from '../../db/store.ts';
import { tableNamed } from '../../db/tables/registry.ts';
import { undo, undoState } from '../../db/undo.ts';
import { write } from '../../db/write.ts';
import { parseKeys } from '../../renderer/commands/chord.ts';
import { aTeam } from '../support/replicas.ts';

function setKeys(store: Store, keys: Record<string, string[] | null>): void {
  write(store, { code: 'keys.updated' }, (tx) => setPersonalSettings(tx, { keys }));
}

const keysOf = (store: Store): Record<string, string[]> => personalSettings(store).keys;

describe('the keys of a person', () => {
  it('are kept, taken away, and built in again', () => {
    const { stores: [store] } = aTeam('Ada');
    expect(keysOf(store)).toEqual({});
    setKeys(store, { 'contact.new': ['Mod+Shift+L', 'g n'], 'go.today': [] });
    expect(keysOf(store)).toEqual({ 'contact.new': ['Mod+Shift+L', 'g n'], 'go.today': [] });
    setKeys(store, { 'contact.new': null });
    expect(keysOf(store)).toEqual({ 'go.today': [] });
    setKeys(store, { 'contact.new': ['y'] });
    expect(keysOf(store)).toEqual({ 'contact.new': ['y'], 'go.today': [] });
  });

  it('are undone and redone like any other change', () => {
    const { stores: [store] } = aTeam('Ada');
    setKeys(store, { 'contact.new': ['y'] });
    setKeys(store, { 'contact.new': ['z'], 'go.today': [] });
    undo(store, undoState(store).undo!.changeId);
    expect(keysOf(store)).toEqual({ 'contact.new': ['y'] });
    undo(store, undoState(store).undo!.changeId);
    expect(keysOf(store)).toEqual({});
    undo(store, undoState(store).redo!.changeId);
    expect(keysOf(store)).toEqual({ 'contact.new': ['y'] });
    setKeys(store, { 'contact.new': ['c'] });
    expect(keysOf(store)).toEqual({ 'contact.new': ['c'] });
  });

  it('are nobody else’s', () => {
    const { stores: [ada, bo], replicas } = aTeam('Ada', 'Bo');
    setKeys(ada, { 'contact.new': ['y'] });
    setKeys(bo, { 'contact.new': ['z'] });
    replicas.deliverAll();
    expect([keysOf(ada), keysOf(bo)]).toEqual([{ 'contact.new': ['y'] }, { 'contact.new': ['z'] }]);
    expect(tableNamed('personSettings').scope).toBe('person');
  });

  it('that two devices of theirs changed apart are all there when these meet, and ask nothing', () => {
    const { stores: [desk, lap], replicas } = aTeam('Ada', 'Ada');
    Object.assign(lap, { member: desk.member });
    setKeys(desk, { 'contact.new': ['y'], 'go.today': ['g a'] });
    setKeys(lap, { 'contact.new': ['z'], 'go.contacts': [] });
    replicas.deliverAll();
    expect(keysOf(desk)).toEqual(keysOf(lap));
    expect(keysOf(desk)).toMatchObject({ 'go.today': ['g a'], 'go.contacts': [] });
    expect(desk.prepare('SELECT count(*) AS n FROM conflicts').get()!.n).toBe(0);
  });

  it('of a newer version that this one cannot read are as if they were not set', () => {
    const { stores: [store] } = aTeam('Ada');
    setKeys(store, { 'contact.new': ['y'], 'go.today': ['g a'] });
    store.sql.exec(`UPDATE personSettings SET value = '["Hyper+Y"]' WHERE key = 'keys.contact.new'`);
    expect(keysOf(store)).toEqual({ 'go.today': ['g a'] });
  });
});

describe('what a page may set', () => {
  const accepts = (keys: unknown) => PersonalChange.safeParse({ keys }).success;

  it.each(['c', 'C', '?', '+', 'Mod++', 'Mod+,', 'Mod+Shift+Z', 'Mod+Alt+Shift+K', 'g c', 'F2', 'Shift+F24', 'Alt+ArrowLeft', 'ж', 'Mod+Enter', 'Delete', 'Space', '# 1'])('are keys such as %s, which the page can read', (keys) => {
    expect(accepts({ 'contact.new': [keys] })).toBe(true);
    expect(() => parseKeys(keys)).not.toThrow();
  });

  it.each(['', ' ', 'Mod', 'Mod+', 'Shift+Mod+Z', 'Hyper+Z', 'g c d', 'ab', 'F25', 'Mod+ ', 'c ', ' c', 'Ctrl+C', '\u0000', 'Mod+\u202e', '👩‍👧'])('are no such keys as “%s”', (keys) => {
    expect(accepts({ 'contact.new': [keys] })).toBe(false);
  });

  it('are commands by their names and a few keys each', () => {
    expect(accepts({})).toBe(true);
    expect(accepts({ 'contact.new': [], 'contacts.saveView': null })).toBe(true);
    for (const name of ['', 'contact', 'Contact.new', 'contact.new; DROP', 'a.'.repeat(40) + 'b']) expect(accepts(Object.fromEntries([[name, ['c']]]))).toBe(false);
    expect(PersonalChange.parse({ keys: JSON.parse('{"__proto__": ["c"]}') }).keys).toEqual({});
    expect(accepts({ 'contact.new': ['a', 'b', 'c', 'd', 'e'] })).toBe(false);
    expect(PersonalChange.safeParse({ keys: {}, theme: 'dark' }).success).toBe(false);
  });
});
