import { useState } from 'react';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { usePreference } from '../../renderer/api.ts';
import { showFeature } from './show-feature.tsx';

function Chooser({ name }: { name: string }) {
  const { value, set } = usePreference(name, (stored) => (typeof stored === 'string' ? stored : null));
  return <button type="button" onClick={() => set('chosen')}>{`${name}: ${value ?? 'not known'}`}</button>;
}

function Two() {
  const [hasSecond, setSecond] = useState(false);
  return <><Chooser name="layout" />{hasSecond ? <Chooser name="second" /> : <button type="button" onClick={() => setSecond(true)}>More</button>}</>;
}

it('keeps what was chosen before the answer came that tells of what was before', async () => {
  const asked = Promise.withResolvers<string>();
  await showFeature(<Two />, { profile: { preference: ({ key }) => (key === 'layout' ? asked.promise : 'there') } });
  const button = page.getByRole('button', { name: /^layout/ });
  await expect.element(button).toHaveTextContent('layout: not known');
  await button.click();
  await expect.element(button).toHaveTextContent('layout: chosen');
  asked.resolve('before');
  await asked.promise;
  // What is answered afterwards comes behind it on the same wire.
  await page.getByRole('button', { name: 'More' }).click();
  await expect.element(page.getByRole('button', { name: 'second: there' })).toBeVisible();
  await expect.element(button).toHaveTextContent('layout: chosen');
});
