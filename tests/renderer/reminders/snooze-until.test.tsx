import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Due, Reminder } from '../../../core/reminders.ts';
import { dayOf, daysAfter } from '../../../core/schedule.ts';
import { deviceZone } from '../../../renderer/reminders/device-zone.ts';
import { SnoozeUntil } from '../../../renderer/reminders/snooze-until.tsx';
import { aReminder } from '../kith-in-memory.ts';
import { showFeature } from '../show-feature.tsx';

async function showUntil(change: Partial<Reminder> = {}, locale = 'en-GB'): Promise<Due[]> {
  const picked: Due[] = [];
  const reminder = aReminder(1, { purpose: 'Call back', due: '2030-06-19T10:00', zone: 'America/New_York', ...change });
  await showFeature(<SnoozeUntil reminder={reminder} onPick={(to) => picked.push(to)} onClose={() => {}} />, {}, { locale });
  await expect.element(page.getByRole('dialog')).toBeVisible();
  return picked;
}

const phrase = (name = 'Until') => page.getByRole('textbox', { name, exact: true });
const inDays = (days: number) => daysAfter(dayOf(Date.now(), deviceZone()), days);

describe('a day in words', () => {
  it('is shown as it was understood, and the time of day is kept', async () => {
    const picked = await showUntil();
    await expect.element(phrase()).toHaveFocus();
    await userEvent.keyboard('in 3 weeks');
    await expect.element(page.getByLabelText('Time (optional)')).toHaveValue('10:00');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => picked).toEqual([{ due: `${inDays(21)}T10:00`, zone: 'America/New_York' }]);
  });

  it('is a day of this place, also where it is another day elsewhere', async () => {
    const picked = await showUntil({ due: '2030-06-19T06:00', zone: 'Pacific/Kiritimati' });
    await userEvent.fill(phrase(), 'in 2 days');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => picked).toEqual([{ due: `${inDays(3)}T06:00`, zone: 'Pacific/Kiritimati' }]);
  });

  it('may say the time too, which is then of this place', async () => {
    const picked = await showUntil();
    await userEvent.fill(phrase(), 'tomorrow 4pm');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => picked).toEqual([{ due: `${inDays(1)}T16:00`, zone: deviceZone() }]);
  });

  it('of what has no time is a day', async () => {
    const picked = await showUntil({ due: '2030-06-19', zone: '' });
    await userEvent.fill(phrase(), 'in 2 days');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => picked).toEqual([{ due: inDays(2), zone: '' }]);
  });

  it('is German in German', async () => {
    const picked = await showUntil({ due: '2030-06-19', zone: '' }, 'de-DE');
    await userEvent.fill(phrase('Bis'), 'in 3 Wochen');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => picked).toEqual([{ due: inDays(21), zone: '' }]);
  });

  it('that is none is said to be none, and nothing happens', async () => {
    const picked = await showUntil();
    await userEvent.fill(phrase(), 'whenever');
    await expect.element(page.getByRole('status')).toHaveTextContent('“whenever” is no day. Try fri, in 3 weeks');
    await userEvent.keyboard('{Enter}');
    await expect.element(phrase()).toHaveAttribute('aria-invalid', 'true');
    expect(picked).toEqual([]);
  });

  it('has no fault', async () => {
    await showUntil();
    await userEvent.fill(phrase(), 'fri');
    await expect.poll(() => document.getAnimations().filter(({ playState }) => playState === 'running').length).toBe(0);
    expect((await axe.run(document.body, { resultTypes: ['violations'] })).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
});
