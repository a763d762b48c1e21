import { afterEach, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { useWaitingBadge } from '../../../renderer/reminders/waiting-badge.ts';

function Badge({ waiting, isWindow = false }: { waiting: number; isWindow?: boolean }) {
  useWaitingBadge(waiting, isWindow);
  return null;
}

const setAppBadge = vi.fn<(count?: number) => Promise<void>>(() => Promise.reject(new DOMException('no place for it')));
Object.defineProperty(navigator, 'setAppBadge', { configurable: true, value: setAppBadge });

afterEach(() => setAppBadge.mockClear());

it('follows how many wait, also where the browser has no place for it', async () => {
  const shown = await render(<Badge waiting={3} />);
  await shown.rerender(<Badge waiting={0} />);
  expect(setAppBadge.mock.calls).toEqual([[3], [0]]);
});

it('leaves the icon of the window to the main process', async () => {
  await render(<Badge waiting={3} isWindow />);
  expect(setAppBadge).not.toHaveBeenCalled();
});
