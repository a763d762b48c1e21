import { Suspense } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { late, SETTLED_MS } from '../../renderer/late.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const Bell = ({ name }: { name: string }) => <p>{name}</p>;

test('is fetched again until it can be had, and leaves the page round it alone', async () => {
  const fetchBell = vi.fn<() => Promise<typeof Bell>>().mockRejectedValueOnce(new TypeError('Failed to fetch')).mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValue(Bell);
  const LateBell = late(fetchBell);
  await render(
    <>
      <p>The note</p>
      <Suspense>
        <LateBell.Part name="Rings" />
      </Suspense>
    </>,
  );
  await vi.advanceTimersByTimeAsync(100);
  expect(page.getByText('The note').query()).not.toBeNull();
  expect(page.getByText('Rings').query()).toBeNull();
  await vi.advanceTimersByTimeAsync(2_000);
  await vi.waitFor(() => expect(page.getByText('Rings').query()).not.toBeNull(), { timeout: 20_000 });
  expect(fetchBell).toHaveBeenCalledTimes(3);
});

test('comes ahead of its showing, once', async () => {
  const fetchBell = vi.fn<() => Promise<typeof Bell>>().mockResolvedValue(Bell);
  const LateBell = late(fetchBell);
  function Host({ isOpen }: { isOpen: boolean }) {
    LateBell.useFetchAhead();
    return <Suspense>{isOpen && <LateBell.Part name="Rings" />}</Suspense>;
  }
  const { rerender } = await render(<Host isOpen={false} />);
  expect(fetchBell).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(SETTLED_MS);
  // When there is nothing else to do, which a busy machine is late to have.
  await vi.waitFor(() => expect(fetchBell).toHaveBeenCalledTimes(1), { timeout: 20_000 });
  await rerender(<Host isOpen />);
  await vi.waitFor(() => expect(page.getByText('Rings').query()).not.toBeNull(), { timeout: 20_000 });
  expect(fetchBell).toHaveBeenCalledTimes(1);
});
