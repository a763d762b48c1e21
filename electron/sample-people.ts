import type { EntryKind } from '../core/entries.ts';
import type { ReminderKind } from '../core/reminders.ts';

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
  /** A partial date, or so many days from today. */
  birthday?: string | { inDays: number; year: number };
  entries: { kind: EntryKind; daysAgo: number; subject?: string; body?: string; direction?: 'in' | 'out'; outcome?: string; minutes?: number }[];
  reminders?: SampleReminder[];
  /** How often one wants to talk, as an ISO 8601 duration. */
  every?: string;
}

export interface SampleReminder {
  kind: ReminderKind;
  purpose: string;
  /** So many days from today; without a time of its own all day. */
  inDays: number;
  /** Of the day; or `soon`, which is in two hours while the working day lasts that long. */
  at?: string;
  priority?: number;
  /** By which it comes again. */
  every?: { interval: number; unit: 'week' | 'month' };
}

export interface SampleDeal {
  title: string;
  /** Of one of the people. */
  contact: string;
  organisation: string;
  /** 1 to 4 of the pipeline that every profile begins with. */
  stage: number;
  /** In minor units of the team's currency. */
  minor: number;
  /** So many days from today. */
  closesIn: number;
  /** How long ago it was made, and since when it has been in its stage. */
  daysAgo: number;
  inStageFor: number;
  closed?: { outcome: 'won' | 'lost'; daysAgo: number; origin: string };
  /** What is planned with the contact is about it. */
  isPlanned?: boolean;
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
    every: 'P6W',
    reminders: [
      { kind: 'call', purpose: 'Agree the crane hours with the harbour office', inDays: 0, at: 'soon', priority: 1 },
      { kind: 'task', purpose: 'Look at how the larch weathers', inDays: 6, every: { interval: 1, unit: 'month' } },
    ],
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
    reminders: [{ kind: 'call', purpose: 'Ask which courtyard comes first', inDays: -2, at: '16:00' }],
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
    birthday: { inDays: 3, year: 1961 },
    reminders: [
      { kind: 'email', purpose: 'Send the planting plan', inDays: 0 },
      { kind: 'meeting', purpose: 'Walk the long border', inDays: 4, at: '14:00' },
    ],
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
    reminders: [
      { kind: 'email', purpose: 'Ask for the invoice of the second kiln', inDays: -1 },
      { kind: 'task', purpose: 'Photograph the samples', inDays: 2, at: '10:00' },
    ],
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
    every: 'P4W',
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

export const SAMPLE_DEALS: SampleDeal[] = [
  { title: 'Jetty and bathing steps', contact: 'Ada Lindqvist', organisation: 'Brännö Båtklubb', stage: 3, minor: 1_840_000, closesIn: 24, daysAgo: 41, inStageFor: 6, isPlanned: true },
  { title: 'Courtyard levels and drainage', contact: 'Kwabena Asante-Boateng', organisation: 'Asante Court Hotel', stage: 2, minor: 2_750_000, closesIn: 58, daysAgo: 33, inStageFor: 19 },
  { title: 'Orangery doors and frames', contact: 'Bartholomew Featherstonehaugh', organisation: 'Featherstonehaugh Gardens', stage: 4, minor: 2_260_000, closesIn: 9, daysAgo: 77, inStageFor: 4, isPlanned: true },
  { title: 'Glazed tiles for the kitchen garden', contact: 'Nguyễn Thị Minh Châu', organisation: 'Châu Ceramics', stage: 1, minor: 480_000, closesIn: 75, daysAgo: 3, inStageFor: 3 },
  { title: 'Roof terrace', contact: 'ليلى الحداد', organisation: '', stage: 1, minor: 620_000, closesIn: 90, daysAgo: 8, inStageFor: 8 },
  { title: 'Sliding screens, white oak', contact: '佐々木 遥香', organisation: '', stage: 2, minor: 1_490_000, closesIn: 40, daysAgo: 21, inStageFor: 5 },
  { title: 'Crane shed roof', contact: 'Ada Lindqvist', organisation: 'Brännö Båtklubb', stage: 4, minor: 960_000, closesIn: -20, daysAgo: 96, inStageFor: 40, closed: { outcome: 'won', daysAgo: 12, origin: 'relationship' } },
  { title: 'Rose pergola', contact: 'Bartholomew Featherstonehaugh', organisation: 'Featherstonehaugh Gardens', stage: 3, minor: 530_000, closesIn: -30, daysAgo: 88, inStageFor: 50, closed: { outcome: 'lost', daysAgo: 18, origin: 'price' } },
];
