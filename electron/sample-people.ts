import type { EntryKind } from '../core/entries.ts';

export interface SampleOrganisation {
  name: string;
  city: string;
  country: string;
  role: string;
  web: string;
}

export interface SamplePerson {
  name: string;
  organisation: string;
  title: string;
  email: string;
  phone: string;
  role: string;
  tags: string[];
  birthday?: string;
  entries: { kind: EntryKind; daysAgo: number; subject?: string; body?: string; direction?: 'in' | 'out'; outcome?: string; minutes?: number }[];
}

// Invented; the domains end in .example and the numbers are those set aside for fiction.
export const SAMPLE_ORGANISATIONS: SampleOrganisation[] = [
  { name: 'Brännö Båtklubb', city: 'Göteborg', country: 'Sweden', role: 'customer', web: 'https://brannobk.example' },
  { name: 'Asante Court Hotel', city: 'Accra', country: 'Ghana', role: 'prospect', web: 'https://asantecourt.example' },
  { name: 'Featherstonehaugh Gardens', city: 'Bath', country: 'United Kingdom', role: 'customer', web: 'https://featherstonehaugh.example' },
  { name: 'Châu Ceramics', city: 'Huế', country: 'Vietnam', role: 'supplier', web: 'https://chauceramics.example' },
];

export const SAMPLE_PEOPLE: SamplePerson[] = [
  {
    name: 'Ada Lindqvist',
    organisation: 'Brännö Båtklubb',
    title: 'Harbour manager',
    email: 'ada@brannobk.example',
    phone: '+46 70 174 06 42',
    role: 'customer',
    tags: ['trade'],
    birthday: '--09-04',
    entries: [
      { kind: 'call', daysAgo: 0.1, direction: 'out', outcome: 'reached', minutes: 6, body: 'Larch is fine for the boathouse. She wants the decking to run on to the sauna door, about 4 m² more.' },
      { kind: 'email', daysAgo: 1, direction: 'out', subject: 'Quote: boathouse decking, option B', body: 'Here is option B with untreated larch and hidden fixings. The price includes the ferry and two days of lifting.' },
      { kind: 'note', daysAgo: 5, subject: 'After the site visit', body: '- [x] Measure the joist spacing on the north side\n- [x] Photograph the gate latch\n- [ ] Ask the harbour office about crane hours' },
    ],
  },
  {
    name: 'Kwabena Asante-Boateng',
    organisation: 'Asante Court Hotel',
    title: 'General manager',
    email: 'kwabena@asantecourt.example',
    phone: '+233 30 255 0164',
    role: 'prospect',
    tags: ['garden'],
    entries: [
      { kind: 'visit', daysAgo: 19, subject: 'Site visit', body: 'Measured the fall of the rill.' },
      { kind: 'note', daysAgo: 45, body: 'Prefers Thursday mornings, ask for **reception**.' },
    ],
  },
  {
    name: 'Bartholomew Featherstonehaugh',
    organisation: 'Featherstonehaugh Gardens',
    title: 'Owner',
    email: 'bart@featherstonehaugh.example',
    phone: '+44 20 7946 0018',
    role: 'customer',
    tags: ['garden', 'newsletter'],
    birthday: '1961-02-17',
    entries: [{ kind: 'meeting', daysAgo: 11, subject: 'Spring planting', minutes: 45, body: 'Agreed the long border first, the orchard in autumn.' }],
  },
  {
    name: 'Nguyễn Thị Minh Châu',
    organisation: 'Châu Ceramics',
    title: 'Founder',
    email: 'minh.chau@chauceramics.example',
    phone: '+84 24 3825 0199',
    role: 'supplier',
    tags: ['trade'],
    entries: [{ kind: 'message', daysAgo: 7, direction: 'in', body: 'The second kiln is ready, samples go out on Monday.' }],
  },
  {
    name: 'ليلى الحداد',
    organisation: '',
    title: '',
    email: 'layla@haddad-courtyards.example',
    phone: '+20 2 2794 0131',
    role: 'customer',
    tags: ['garden'],
    entries: [{ kind: 'letter', daysAgo: 30, direction: 'out', subject: 'Drawings sent by post' }],
  },
  {
    name: '佐々木 遥香',
    organisation: '',
    title: '',
    email: 'haruka@komorebi.example',
    phone: '+81 3 5550 0117',
    role: 'prospect',
    tags: ['newsletter'],
    entries: [{ kind: 'call', daysAgo: 3, direction: 'in', outcome: 'reached', minutes: 12, body: 'Asked for the catalogue in Japanese.' }],
  },
];
