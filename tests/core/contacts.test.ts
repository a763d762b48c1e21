import { describe, expect, it } from 'vitest';
import { PartialDateText, partSchemas } from '../../core/contacts.ts';

describe('a day that somebody writes', () => {
  it.each(['2024-02-29', '1907-12-31', '--02-29', '--04-30', '0099-01-01'])('may be %s', (text) => {
    expect(PartialDateText.safeParse(text).success).toBe(true);
  });

  it.each(['2023-02-29', '2024-04-31', '--04-31', '--02-30', '2024-13-01', '2024-00-10', '0000-01-01', '24-01-01', '2024-1-1', ' 2024-01-01', '2024-01-01T00:00', '-01-01', ''])('may not be %j', (text) => {
    expect(PartialDateText.safeParse(text).success).toBe(false);
  });

  it('is the same in a birthday, an anniversary and the dates of a job', () => {
    expect(partSchemas.dates.safeParse({ label: '', date: '2023-04-31' }).success).toBe(false);
    expect(partSchemas.affiliations.safeParse({ organisationId: null, title: '', department: '', startedOn: '2023-04-31', endedOn: null }).success).toBe(false);
  });
});
