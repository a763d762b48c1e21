// After every component test: keys held for a dialog that the test did not show are not for the next one.
import { afterEach } from 'vitest';
import { holdTyping } from '../../renderer/commands/type-ahead.ts';

afterEach(() => holdTyping()());
