import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { QuickPick } from '../../../renderer/ui/quick-pick.tsx';

const words = { id: 'words', label: 'Find the words', isAlwaysShown: true };
const tag = { id: 'tag', label: 'prospect', isHiddenAtFirst: true };

function aPick(onPick: (id: string, text: string) => void) {
  return ({ isPending = false }: { isPending?: boolean }) => (
    <QuickPick label="Add a filter" placeholder="" emptyText="" options={() => (isPending ? [words] : [words, tag])} isPending={isPending} onPick={onPick} />
  );
}

it('takes with Enter the first that fits', async () => {
  const onPick = vi.fn();
  const Pick = aPick(onPick);
  await render(<Pick />);
  await userEvent.keyboard('pros{Enter}');
  expect(onPick.mock.calls).toEqual([['tag', 'pros']]);
});

it('waits at Enter for what is still being asked for, and then takes the first that fits', async () => {
  const onPick = vi.fn();
  const Pick = aPick(onPick);
  const { rerender } = await render(<Pick isPending />);
  await userEvent.keyboard('pros{Enter}');
  expect(onPick).not.toHaveBeenCalled();
  await rerender(<Pick />);
  expect(onPick.mock.calls).toEqual([['tag', 'pros']]);
});

it('takes nothing when something else is typed after Enter', async () => {
  const onPick = vi.fn();
  const Pick = aPick(onPick);
  const { rerender } = await render(<Pick isPending />);
  await userEvent.keyboard('pros{Enter}s');
  await rerender(<Pick />);
  await expect.element(page.getByRole('option')).toHaveTextContent('Find the words');
  expect(onPick).not.toHaveBeenCalled();
});
