import { describe, expect, it } from 'vitest';
import type { Field } from '../../../core/fields.ts';
import type { ViewDefinition } from '../../../core/filters.ts';
import { columnsBesidePeek } from '../../../renderer/features/contacts/columns-beside-peek.ts';
import { neededFields, nextSort, readKeptLooks, showsTheSame, shownColumns, withCondition } from '../../../renderer/features/contacts/definition.ts';
import { placeBehind } from '../../../renderer/views/place-behind.ts';
import { anId } from '../kith-in-memory.ts';

const aField = (n: number, part: Partial<Field> = {}): Field => ({ id: anId('field', n), record: 'contact', name: `Field ${n}`, type: 'text', currency: '', orderKey: 'a', retired: false, choices: [], seen: {}, ...part });
const aDefinition = (part: Partial<ViewDefinition> = {}): ViewDefinition => ({ filter: [], sort: { by: 'name', descending: false }, columns: [{ id: 'name' }, { id: 'email' }], ...part });

describe('columns', () => {
  it('begin with the name and leave out what is gone', () => {
    const definition = aDefinition({ columns: [{ id: 'email' }, { id: `field:${anId('field', 1)}` }, { id: `field:${anId('field', 2)}` }, { id: 'from the future' }] });
    const fields = [aField(1), aField(2, { retired: true })];
    expect(shownColumns(definition, fields).map(({ id }) => id)).toEqual(['name', 'email', `field:${anId('field', 1)}`]);
    expect(neededFields(definition, fields)).toEqual([anId('field', 1)]);
  });

  it('give way beside the peek, what it shows itself first, the name never', () => {
    const columns = ['name', 'email', 'phone', 'tags', 'lastContact'].map((id) => ({ id, title: id, width: 100, render: () => '' }));
    const kept = (room: number) => columnsBesidePeek(columns, {}, room).map(({ id }) => id);
    expect(kept(10_000)).toEqual(['name', 'email', 'phone', 'tags', 'lastContact']);
    expect(kept(500)).toEqual(['name', 'tags', 'lastContact']);
    expect(kept(10)).toEqual(['name']);
  });
});

describe('an order', () => {
  it('begins with the newest for times, and is turned round by a second press', () => {
    const byName = aDefinition().sort;
    const byTime = nextSort(byName, 'lastContact', []);
    expect(byTime).toEqual({ by: 'lastContact', descending: true });
    expect(nextSort(byTime, 'lastContact', [])).toEqual({ by: 'lastContact', descending: false });
    expect(nextSort(byTime, 'tags', [])).toEqual(byTime);
  });
});

describe('a filter', () => {
  it('holds a condition once, and one set of words to find', () => {
    const tag = { field: 'tag', op: 'has', tagId: anId('tag', 1) } as const;
    expect(withCondition([tag], tag)).toEqual([tag]);
    expect(withCondition([{ field: 'text', words: 'old' }, tag], { field: 'text', words: 'new' })).toEqual([tag, { field: 'text', words: 'new' }]);
  });
});

describe('a view', () => {
  it('is not changed by a width', () => {
    expect(showsTheSame(aDefinition(), aDefinition({ columns: [{ id: 'name', width: 300 }, { id: 'email' }] }))).toBe(true);
    expect(showsTheSame(aDefinition(), aDefinition({ columns: [{ id: 'name' }] }))).toBe(false);
  });

  it('moves to the front and to the back among its like', () => {
    const views = [1, 2, 3].map((n) => ({ id: anId('view', n), name: '', definition: aDefinition(), orderKey: '' }));
    expect(placeBehind(views, anId('view', 1), -1)).toBeUndefined();
    expect(placeBehind(views, anId('view', 2), -1)).toBeNull();
    expect(placeBehind(views, anId('view', 3), -1)).toBe(anId('view', 1));
    expect(placeBehind(views, anId('view', 1), 1)).toBe(anId('view', 2));
    expect(placeBehind(views, anId('view', 3), 1)).toBeUndefined();
  });

  it('is remembered on this device only where it can be read', () => {
    expect(readKeptLooks({ all: { sort: { by: 'name', descending: true }, columns: [{ id: 'name' }] } })).toEqual({ all: { sort: { by: 'name', descending: true }, columns: [{ id: 'name' }] } });
    expect(readKeptLooks({ all: 'nonsense' })).toBeNull();
    expect(readKeptLooks(null)).toBeNull();
  });
});
