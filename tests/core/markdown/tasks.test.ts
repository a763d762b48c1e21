import { describe, expect, it } from 'vitest';
import { toggleTask } from '../../../core/markdown/tasks.ts';

describe('checking a box', () => {
  it('changes one character of the note', () => {
    const note = '*  [ ] one\r\n*  [X] two\r\n   1) [ ] three\r\n\r\n> - [ ] four\r\n';
    expect(toggleTask(note, 0)).toBe(note.replace('[ ] one', '[x] one'));
    expect(toggleTask(note, 1)).toBe(note.replace('[X] two', '[ ] two'));
    expect(toggleTask(note, 2)).toBe(note.replace('[ ] three', '[x] three'));
    expect(toggleTask(note, 3)).toBe(note.replace('[ ] four', '[x] four'));
  });

  it('counts only boxes that are shown', () => {
    const note = '[ ] no item\n\n```\n- [ ] code\n```\n\n- \\[ ] escaped\n- a\n\n  [ ] later paragraph\n- [ ] box\n';
    expect(toggleTask(note, 0)).toBe(note.replace('[ ] box', '[x] box'));
  });

  it('says when there is no such box', () => {
    expect(() => toggleTask('- [ ] one', 1)).toThrow(RangeError);
  });
});
