/** The program that wrote a CSV file, as far as its headers tell; `unknown` is any other table of people. */
export const PROGRAMS = [
  'kith', 'google', 'google-old', 'outlook-web', 'outlook-desktop', 'linkedin', 'hubspot-contacts', 'hubspot-companies',
  'pipedrive-people', 'pipedrive-organisations', 'capsule', 'act', 'thunderbird', 'atomic-crm', 'unknown',
] as const;
export type Program = (typeof PROGRAMS)[number];
