import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFileName, freeFileName } from '../../core/file-name.ts';

describe('a name for a file that leaves Kith', () => {
  it.each([
    ['Angebot 2025.pdf', 'Angebot 2025.pdf'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows\\x.dll', 'C__Windows_x.dll'],
    ['con', '_con'],
    ['AUX.txt', '_AUX.txt'],
    ['lpt1 .csv', '_lpt1 .csv'],
    ['evil\u202Egpj.exe', 'evil_gpj.exe'],
    ['ends in dots...', 'ends in dots'],
    ['line\r\nbreak.csv', 'line__break.csv'],
    ['...', 'file'],
    ['///', 'file'],
    ['', 'file'],
  ])('%j becomes %j', (given, cleaned) => {
    expect(cleanFileName(given)).toBe(cleaned);
  });

  it('is never longer than 255 bytes and keeps its extension', () => {
    const name = cleanFileName(`${'ü'.repeat(300)}.vcf`);
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
    expect(name.endsWith('ü.vcf')).toBe(true);
  });

  it('is safe whatever was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = cleanFileName(given);
        expect(name).not.toMatch(/[/\\:\0\r\n]|^\.|[. ]$|^$/);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
        expect(cleanFileName(name)).toBe(name);
      }),
    );
  });

  it('gives files of one name numbers, without regard to case', () => {
    expect(freeFileName('Photo.jpg', ['photo.JPG', 'photo (2).jpg'])).toBe('Photo (3).jpg');
    expect(freeFileName('notes', ['other'])).toBe('notes');
    const long = `${'x'.repeat(251)}.vcf`;
    const free = freeFileName(long, [long]);
    expect(free).toHaveLength(255);
    expect(free.endsWith('x (2).vcf')).toBe(true);
  });
});
