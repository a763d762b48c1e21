import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { showSink } from './show-sink.tsx';

const field = (label: string) => page.getByRole('button', { name: new RegExp(`^Edit ${label}`) });

it('changes a value in two acts: a click and Enter', async () => {
  await showSink({ path: '/record' });
  await field('Mobile').click();
  await userEvent.keyboard('+46 1 23{Enter}');
  await expect.element(field('Mobile')).toHaveTextContent('+46 1 23');
  await expect.element(field('Mobile')).toHaveFocus();
});

it('shifts nothing when it opens', async () => {
  await showSink({ path: '/record' });
  const before = [field('Mobile').element().getBoundingClientRect(), field('Office').element().getBoundingClientRect()];
  await field('Mobile').click();
  const box = page.getByRole('textbox', { name: 'Mobile' }).element().getBoundingClientRect();
  expect([box.x, box.y, box.width, box.height]).toEqual([before[0]?.x, before[0]?.y, before[0]?.width, before[0]?.height]);
  expect(field('Office').element().getBoundingClientRect().y).toBe(before[1]?.y);
});

it('saves with Tab and opens the next', async () => {
  await showSink({ path: '/record' });
  await field('Mobile').click();
  await userEvent.keyboard('1{Tab}');
  await expect.element(page.getByRole('textbox', { name: 'Office' })).toHaveFocus();
  await userEvent.keyboard('2{Enter}');
  await expect.element(field('Mobile')).toHaveTextContent('1');
  await expect.element(field('Office')).toHaveTextContent('2');
});

it('leaves the value alone with Esc', async () => {
  await showSink({ path: '/record' });
  await field('Language').click();
  await userEvent.keyboard('Danish{Escape}');
  await expect.element(field('Language')).toHaveTextContent('Swedish');
  await expect.element(field('Language')).toHaveFocus();
});

it('keeps the text and says so when it cannot be saved', async () => {
  await showSink({ path: '/record', onSave: () => Promise.reject(new Error('disk full')) });
  await field('Language').click();
  await userEvent.keyboard('Danish{Enter}');
  await expect.element(page.getByRole('alert')).toHaveTextContent('Could not be saved.');
  await expect.element(page.getByRole('textbox', { name: 'Language' })).toHaveValue('Danish');
});
