import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CallError } from '../../../core/call.ts';
import { ContactPage } from '../../../renderer/features/contact/index.ts';
import { setAppearance } from '../../../renderer/ui/appearance.ts';
import { untranslated } from '../i18n/untranslated.ts';
import { idOf, showFeature } from '../show-feature.tsx';
import { aContact, aMove, anEntry, aPhone, aRef, aTimeline, composer, showContact, writes, writesOf } from './show-contact.tsx';

const DONE = { changeId: idOf(999) };
const entry = (name: RegExp) => page.getByRole('article', { name });

describe('the page', () => {
  it('says when there is no such contact', async () => {
    const shown = await showFeature(<ContactPage id={idOf(1)} />, {
      contacts: {
        get: () => {
          throw new CallError('contact-not-found', 'refused by the story');
        },
      },
    });
    await expect.element(page.getByText('This contact does not exist, or no longer.')).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Go to the contacts' }));
    await expect.poll(() => shown.goneTo).toEqual(['/contacts']);
  });

  it('says what went wrong and tries again', async () => {
    let works = false;
    await showFeature(<ContactPage id={idOf(1)} />, {
      contacts: {
        get: () => {
          if (!works) throw new CallError('internal', 'refused by the story');
          return aContact();
        },
      },
      entries: aTimeline(() => []),
      drafts: { get: () => null },
      fields: { list: () => [] },
      search: { opened: () => {} },
    });
    await expect.element(page.getByRole('alert')).toBeVisible();
    works = true;
    await userEvent.click(page.getByRole('button', { name: 'Try again' }));
    await expect.element(page.getByRole('heading', { level: 1, name: 'Ada Lindqvist' })).toBeVisible();
  });

  it('of somebody in the bin offers to restore and nothing else', async () => {
    const shown = await showContact(() => aContact({ hidden: true, phones: [aPhone(5)] }), { contacts: { restore: () => DONE } });
    await expect.element(page.getByText('This contact is in the bin.')).toBeVisible();
    expect(composer().query()).toBeNull();
    expect(page.getByRole('button', { name: /^Edit/ }).query()).toBeNull();
    await userEvent.click(page.getByRole('button', { name: 'Restore' }));
    await expect.poll(() => writes(shown)).toEqual([{ name: 'contacts.restore', input: { id: idOf(1) } }]);
  });

  it('moves a contact to the bin with Delete, goes to the list and offers the way back', async () => {
    const shown = await showContact(() => aContact(), { contacts: { remove: () => DONE } });
    await expect.element(composer()).toHaveFocus();
    (page.getByRole('button', { name: 'Add a field' }).element() as HTMLElement).focus();
    await userEvent.keyboard('{Delete}');
    await expect.poll(() => shown.goneTo).toEqual(['/contacts']);
    await expect.poll(() => shown.toasts.at(-1)).toMatchObject({ text: 'Ada Lindqvist moved to the bin', action: { label: 'Undo' } });
  });

  it('says whom it shows where the one asked for was merged into them', async () => {
    await showFeature(<ContactPage id={idOf(2)} />, {
      contacts: { get: () => aContact({ mergedFrom: [{ id: idOf(2), name: 'Ada Lindquist' }] }) },
      entries: aTimeline(() => []),
      drafts: { get: () => null },
      fields: { list: () => [] },
      search: { opened: () => {} },
    });
    await expect.element(page.getByText('The contact you looked for was merged into Ada Lindqvist.')).toBeVisible();
    await expect.element(page.getByText(/Merged from Ada Lindquist/)).toBeVisible();
  });

  it('has its parts as tabs on a narrow screen', async () => {
    await showContact(() => aContact({ phones: [aPhone(5)] }), {}, { width: 375, height: 800 });
    await expect.element(page.getByRole('tab', { name: 'Timeline' })).toHaveAttribute('aria-selected', 'true');
    await userEvent.click(page.getByRole('tab', { name: 'Details' }));
    await expect.element(page.getByRole('button', { name: /^Edit Phone/ })).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(375);
  });

  it('of an organisation lists its people, a page at a time', async () => {
    const people = Array.from({ length: 25 }, (_, place) => ({ contact: aRef(100 + place, `Person ${place}`), title: 'Gardener', affiliationId: idOf(200 + place), endedOn: null }));
    await showContact(() => aContact({ kind: 'organisation', name: 'Brännö Båtklubb', organisationName: 'Brännö Båtklubb', peopleCount: 25, people: people.slice(0, 20) }), {
      contacts: { people: ({ after, limit }) => ({ rows: people.slice(Number(after ?? 0), Number(after ?? 0) + limit), next: after === undefined ? String(limit) : null }) },
    });
    await expect.element(page.getByText('Organisation, 25 people')).toBeVisible();
    await expect.element(page.getByRole('link', { name: /Person 0\b/ })).toBeVisible();
    expect(page.getByRole('link', { name: /Person 24/ }).query()).toBeNull();
    await userEvent.click(page.getByRole('button', { name: 'Show more' }));
    await expect.element(page.getByRole('link', { name: /Person 24/ })).toBeInTheDocument();
  });
});

describe('the timeline', () => {
  const counts = (all: number, more: Record<string, number> = {}) => ({ all, pinned: 0, note: all, ...more });

  it('holds only what is in sight of a long one, and more as it is scrolled', async () => {
    const entries = Array.from({ length: 300 }, (_, place) => anEntry(1_000 + place, { at: Date.UTC(2026, 5, 1) - place * 86_400_000 }));
    await showContact(() => aContact({ entryCounts: counts(300) }), { entries: aTimeline(() => entries) });
    await expect.element(page.getByText('Words of entry 1000')).toBeVisible();
    expect(document.querySelectorAll('article').length).toBeLessThan(40);
    const pane = page.getByRole('region', { name: 'Timeline' }).element().parentElement!;
    await expect
      .poll(() => {
        pane.scrollTop += 4_000;
        return page.getByText('Words of entry 1299').query() !== null;
      }, { timeout: 10_000 })
      .toBe(true);
    expect(document.querySelectorAll('article').length).toBeLessThan(40);
  });

  it('has the changes of stage of its deals among what happened, each with a link to the deal, and shows them alone', async () => {
    const at = (hour: number) => Date.UTC(2026, 5, 1, hour);
    const asked: unknown[] = [];
    const moves = [
      aMove(801, { kind: 'won', at: at(13), deal: { id: idOf(700), title: 'P'.repeat(120) } }),
      aMove(802, { kind: 'moved', at: at(11), member: { id: idOf(2), name: 'Tomás' } }),
      aMove(803, { kind: 'added', at: at(10), from: null, to: { name: '', origin: '1' } }),
    ];
    await showContact(() => aContact({ entryCounts: counts(1, { moves: 3 }) }), {
      entries: {
        ...aTimeline(() => []),
        list(request) {
          asked.push(request.moves);
          return { rows: request.moves === 'only' ? [] : [anEntry(1_000, { at: at(12) })], moves: request.moves === undefined ? [] : moves, next: null };
        },
      },
    });
    const timeline = page.getByRole('region', { name: 'Timeline' });
    const lines = () => [...timeline.element().querySelectorAll('[data-move] p, article')].map((line) => (line.tagName === 'ARTICLE' ? 'note' : line.textContent));
    const told = [`${'P'.repeat(120)} won`, 'Pergola moved from Enquiry to Visited Tomás', 'Pergola added to Enquiry'];
    await expect.poll(lines).toEqual([told[0], 'note', told[1], told[2]]);
    await expect.element(timeline.getByRole('link', { name: 'Pergola' }).first()).toHaveAttribute('href', `#/deal/${idOf(700)}`);
    await expect.element(page.getByRole('radio', { name: 'All 4' })).toBeChecked();
    await userEvent.click(page.getByRole('radio', { name: 'Deals 3' }));
    await expect.poll(lines).toEqual(told);
    expect(asked).toEqual(['too', 'only']);
  });

  it('shows its filter where nothing was written and a deal moved all the same', async () => {
    await showContact(() => aContact({ entryCounts: { all: 0, pinned: 0, moves: 1 } }), { entries: { ...aTimeline(() => []), list: () => ({ rows: [], moves: [aMove(801, { kind: 'lost' })], next: null }) } });
    await expect.element(page.getByText('Pergola lost')).toBeVisible();
    await expect.element(page.getByRole('radio', { name: 'Deals 1' })).toBeInTheDocument();
    expect(page.getByText('Nothing yet.').query()).toBeNull();
  });

  it('ticks a box in a note where it is read', async () => {
    const note = anEntry(1_000, { body: '- [ ] Ring the harbour\n- [x] Send the quote' });
    const shown = await showContact(() => aContact({ entryCounts: counts(1) }), { entries: aTimeline(() => [note]) });
    await userEvent.click(page.getByRole('checkbox', { name: 'Ring the harbour' }));
    await expect.poll(() => writesOf(shown, 'entries.update')).toEqual([{ id: note.id, fields: { body: '- [x] Ring the harbour\n- [x] Send the quote' }, seen: { body: note.seen['body'] } }]);
    await expect.element(page.getByRole('checkbox', { name: 'Ring the harbour' })).toBeChecked();
  });

  it('edits an entry where it stands and hands the focus back to it', async () => {
    let note = anEntry(1_000, { body: 'Before' });
    const shown = await showContact(() => aContact({ entryCounts: counts(1) }), {
      entries: {
        ...aTimeline(() => [note]),
        update({ fields }) {
          note = { ...note, ...fields };
          queueMicrotask(() => shown.changed({ entries: [note.id] }));
          return DONE;
        },
      },
    });
    const edit = entry(/^Note/).getByRole('button', { name: 'Edit' });
    await userEvent.hover(entry(/^Note/));
    await userEvent.click(edit);
    const box = page.getByRole('group', { name: 'Edit' }).getByRole('textbox', { name: 'Note' });
    await expect.element(box).toHaveFocus();
    await userEvent.keyboard(' and after{Control>}{Enter}{/Control}');
    await expect.poll(() => writesOf(shown, 'entries.update')).toEqual([{ id: note.id, fields: { body: 'Before and after' }, seen: { body: note.seen['body'] }, draftKey: `entry:${note.id}` }]);
    await expect.element(page.getByText('Before and after')).toBeVisible();
    await expect.element(edit).toHaveFocus();
  });

  it('deletes the entry that has the focus, not the contact, and moves the focus to its neighbour', async () => {
    let entries = [anEntry(1_000), anEntry(1_001)];
    const shown = await showContact(() => aContact({ entryCounts: counts(2) }), {
      entries: {
        ...aTimeline(() => entries),
        remove({ id }) {
          entries = entries.filter((each) => each.id !== id);
          queueMicrotask(() => shown.changed({ entries: [id] }));
          return DONE;
        },
      },
    });
    await expect.element(page.getByText('Words of entry 1000')).toBeVisible();
    const [first] = page.getByRole('article').all();
    (first!.getByRole('button', { name: 'Edit' }).element() as HTMLElement).focus();
    await userEvent.keyboard('{Delete}');
    await expect.poll(() => writes(shown)).toEqual([{ name: 'entries.remove', input: { id: idOf(1_000) } }]);
    await expect.poll(() => document.querySelectorAll('article').length).toBe(1);
    await expect.poll(() => document.activeElement?.closest('article') !== null).toBe(true);
    await expect.poll(() => shown.toasts.at(-1)).toMatchObject({ text: 'Note moved to the bin', action: { label: 'Undo' } });
  });

  it('is filtered by kind and searched, and says when nothing fits', async () => {
    const entries = [anEntry(1_000, { body: 'About larch' }), anEntry(1_001, { kind: 'call', body: 'About oak', minutes: 6 })];
    await showContact(() => aContact({ entryCounts: { all: 2, pinned: 0, note: 1, call: 1 } }), { entries: aTimeline(() => entries) });
    await userEvent.click(page.getByRole('radio', { name: 'Calls 1' }));
    await expect.element(page.getByText('About larch')).not.toBeInTheDocument();
    await expect.element(page.getByText('About oak')).toBeVisible();
    await userEvent.click(page.getByRole('radio', { name: 'All 2' }));
    await userEvent.click(page.getByRole('button', { name: 'Search the timeline' }));
    await userEvent.keyboard('larch');
    await expect.element(page.getByText('About oak')).not.toBeInTheDocument();
    await userEvent.keyboard('es');
    await expect.element(page.getByText('Nothing found for “larches”.')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('button', { name: 'Search the timeline' })).toHaveFocus();
    await expect.element(page.getByText('About oak')).toBeVisible();
  });

  it('begins with what is pinned', async () => {
    const entries = [anEntry(1_000), anEntry(1_001, { pinned: true, at: Date.UTC(2020, 1, 1), body: 'Never call before ten' })];
    await showContact(() => aContact({ entryCounts: { ...counts(2), pinned: 1 } }), { entries: aTimeline(() => entries) });
    await expect.element(page.getByText('Never call before ten')).toBeVisible();
    expect(page.getByRole('article').all().map((each) => each.element().textContent.includes('Never'))).toEqual([true, false]);
  });

  it('names who else was there, each a link', async () => {
    await showContact(() => aContact({ entryCounts: counts(1) }), { entries: aTimeline(() => [anEntry(1_000, { participants: [aRef(1, 'Ada Lindqvist'), aRef(2, 'محمد الأنصاري')] })]) });
    const link = entry(/^Note/).getByRole('link');
    await expect.element(link).toHaveTextContent('محمد الأنصاري');
    expect(link.element().getAttribute('href')).toBe(`#/contacts/${idOf(2)}`);
    expect(link.element().querySelector('bdi')).not.toBeNull();
  });
});

describe('files', () => {
  it('dropped anywhere on the record become one entry, with the way back', async () => {
    const shown = await showContact(() => aContact(), { files: { put: ({ bytes, last }) => ({ uploadId: 'u1', hash: last ? 'a'.repeat(64) : null, size: bytes.length }) } });
    const files = new DataTransfer();
    files.items.add(new File(['one'], 'plan.pdf', { type: 'application/pdf' }));
    files.items.add(new File(['three'], 'notes.txt', { type: 'text/plain' }));
    page.getByRole('heading', { level: 1 }).element().dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: files }));
    await expect.poll(() => writesOf(shown, 'entries.create')).toEqual([
      {
        kind: 'file',
        participants: [idOf(1)],
        attachments: [
          { name: 'plan.pdf', type: 'application/pdf', size: 3, hash: 'a'.repeat(64) },
          { name: 'notes.txt', type: 'text/plain', size: 5, hash: 'a'.repeat(64) },
        ],
      },
    ]);
    await expect.poll(() => shown.toasts.at(-1)).toMatchObject({ text: '2 files attached', action: { label: 'Undo' } });
  });

  it('dropped on what is being written hang on that', async () => {
    const shown = await showContact(() => aContact(), { files: { put: () => ({ uploadId: 'u1', hash: 'b'.repeat(64), size: 3 }) } });
    await expect.element(composer()).toHaveFocus();
    await userEvent.keyboard('See the plan');
    const files = new DataTransfer();
    files.items.add(new File(['one'], 'plan.pdf', { type: 'application/pdf' }));
    composer().element().dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: files }));
    await expect.element(page.getByRole('button', { name: 'Remove plan.pdf' })).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Save' }));
    await expect.poll(() => writesOf(shown, 'entries.create')).toMatchObject([{ kind: 'note', body: 'See the plan', attachments: [{ name: 'plan.pdf' }] }]);
  });
});

const FULL = aContact({
  name: 'Dr. Ada Maria Lindqvist',
  prefix: 'Dr.',
  language: 'sv',
  birthday: '--09-04',
  source: 'Fair',
  owner: { id: idOf(1), name: 'Maren' },
  ownerId: idOf(1),
  primaryPhoneId: idOf(5),
  phones: [aPhone(5), aPhone(6, { label: 'work' })],
  addresses: [{ id: idOf(8), label: 'home', street: 'Husviksvägen 12', extended: '', poBox: '', city: 'Brännö', region: '', postalCode: '430 85', country: 'SE', seen: {} }],
  tags: [{ id: idOf(40), name: 'customer', colour: 3 }],
  roles: ['customer'],
  relatedFrom: [{ id: idOf(50), kind: 'spouse', from: aRef(51, 'Joakim Lindqvist') }],
  affiliations: [{ id: idOf(60), organisationId: idOf(61), organisation: { ...aRef(61, 'Brännö Båtklubb'), kind: 'organisation' }, title: 'Harbour manager', department: '', startedOn: null, endedOn: null, seen: {} }],
  entryCounts: { all: 2, pinned: 0, note: 1, call: 1 },
});
const ENTRIES = [
  anEntry(1_000, { body: '# Plan\n\n- [ ] Ring', participants: [aRef(1, 'Ada'), aRef(2, 'Ingrid')] }),
  anEntry(1_001, { kind: 'call', outcome: 'reached', minutes: 6, attachments: [{ id: idOf(70), name: 'plan.pdf', type: 'application/pdf', size: 184_000, hash: 'a'.repeat(64) }] }),
];

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  it.each([[1280], [375]])('axe finds nothing wrong at %i px', async (width) => {
    await showContact(() => FULL, { entries: aTimeline(() => ENTRIES) }, { width, height: 900 });
    setAppearance({ theme, density: 'default' });
    await expect.element(entry(/^Call/)).toBeInTheDocument();
    await expect.poll(() => document.getAnimations().filter((animation) => animation.playState === 'running').length).toBe(0);
    const { violations } = await axe.run(document.getElementById('root')!, { rules: { 'target-size': { enabled: true }, region: { enabled: false } }, resultTypes: ['violations'] });
    expect(violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)}`)).join('\n')).toBe('');
  });
});

it('has no word that is not from the language files', async () => {
  await showContact(() => FULL, { entries: aTimeline(() => ENTRIES) }, { locale: 'en-XA' });
  await expect.element(page.getByRole('article').first()).toBeInTheDocument();
  // What the user wrote, and what Intl says: names of days, months, languages and countries.
  const theirs = /Ada|Lindqvist|Ingrid|Maren|Fair|Husviks|Brännö|Harbour manager|Ring|Plan|Words of entry|plan\.pdf|customer|Swedish|Sweden|September|June|January|Jan|Monday|Jun|[AP]M|kB/;
  expect(untranslated(document.getElementById('root')!).filter((words) => !theirs.test(words))).toEqual([]);
});
