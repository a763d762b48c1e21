import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../core/markdown/plain-text.ts';

describe('the words of a note', () => {
  it('are those a person reads, one line each', () => {
    const note = '# Call with **Ada**\n\nShe said:\n\n> [yes](https://x.org), &amp; _soon_\n\n- [ ] send `list`\n  - nested\n- ![plan](https://x.org/p.png)\n\n| a | b |\n|---|---|\n\n---\n\n    code\n';
    expect(plainText(note)).toBe('Call with Ada\nShe said:\nyes, & soon\nsend list\nnested\nplan\n| a | b |\n|---|---|\ncode');
  });

  it('are the note itself when it has no markup', () => {
    const note = 'Called about the renewal (v2) - will follow up on Monday at 10:00! ada@x.org, https://x.org/a?b=c';
    expect(plainText(note)).toBe(note);
    expect(plainText('\r\n one \r\n\r\n two\n')).toBe('one\ntwo');
  });

  it('are the same whether the note was parsed or taken as it is', () => {
    const sign = fc.constantFrom(...Array.from('ab 12.)-+#>|=!:;()\n\r\té"$%/?@'), '\n\n', '1. ', '- ', '# ');
    fc.assert(fc.property(fc.string({ unit: sign, maxLength: 30 }), (note) => {
      // The signs after the note make it be parsed.
      expect(plainText(`${note}\n\n\\*`)).toBe([plainText(note), '*'].filter((words) => words !== '').join('\n'));
    }), { numRuns: 2_000 });
  });

  it('come fast for notes without markup', () => {
    const notes = Array.from({ length: 20_000 }, (_, i) => `Called about the renewal ${i}; she wants two more seats and a call back next week.`);
    const started = performance.now();
    for (const note of notes) plainText(note);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
