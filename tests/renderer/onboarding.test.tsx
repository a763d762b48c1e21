import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { Onboarding } from '../../renderer/features/onboarding/index.ts';
import { aProfile, idOf, showFeature } from './show-feature.tsx';

it('goes on once where the first step is left twice while it is being kept', async () => {
  const kept = Promise.withResolvers<void>();
  const shown = await showFeature(<Onboarding profile={aProfile({ contacts: 0 })} />, {
    profile: {
      preference: () => 'region',
      setTeam: async () => {
        await kept.promise;
        return { changeId: idOf(9) };
      },
      setDevice: () => {},
    },
  });
  const skip = page.getByRole('button', { name: 'Skip' });
  await skip.click();
  await skip.click();
  kept.resolve();
  await expect.element(page.getByText('Step 2 of 3')).toBeVisible();
  expect(shown.calls.filter(({ name }) => name === 'profile.setTeam')).toHaveLength(1);
});
