import { describe, expect, it } from 'vitest';
import { type CsvEvent, csvEvents, csvLayout } from '../../../electron/import/read/csv.ts';
import { type ByteSource, openHead } from '../../../electron/import/read/decode.ts';
import { bytes, collect, fixture, made } from './sources.ts';

const read = async (source: ByteSource) => {
  const opened = await openHead(source);
  const layout = csvLayout(opened);
  const events = await collect(csvEvents(opened, layout));
  return {
    layout,
    headers: layout.headers,
    rows: events.filter((event) => event.kind === 'row').map((event) => event.cells),
    warned: events.filter((event) => event.kind === 'row').filter(({ warnings }) => warnings.length > 0).map(({ row }) => row),
    errors: events.filter((event): event is Extract<CsvEvent, { kind: 'error' }> => event.kind === 'error'),
  };
};
const readText = (...parts: (string | Uint8Array)[]) => read(bytes(...parts));

describe('the CSV fixtures, as tables', () => {
  it('reports the damaged row 8 of PapaParse and keeps row 9', async () => {
    const { headers, rows, errors, warned } = await read(fixture('csv/PapaParse-malformed.tsv'));
    expect(headers).toEqual(['site', 'lon', 'lat', 'max', 'min', 'precip', 'snow', 'snowdepth']);
    expect(rows.map(([site]) => site)).toEqual(['1V4', 'BTV', 'MVL', 'MPV', 'MSS', 'PBG', 'RUT', 'VSF']);
    expect(errors).toMatchObject([{ row: 8, code: 'unclosed-quote', raw: ['SLK', '-74.20', '"44.39', '7', '-12', '0.00', '-99', '-99'] }]);
    expect(warned).toEqual([2, 5]);
  });

  it('keeps line ends and quotes inside cells', async () => {
    const { rows } = await read(fixture('csv/csv-spectrum-quotes_and_newlines.csv'));
    expect(rows).toEqual([['1', 'ha \n"ha" \nha'], ['3', '4']]);
  });

  it('reads rows that end with CR alone', async () => {
    const { headers, rows } = await read(fixture('csv/csvkit-mac_newlines.csv'));
    expect(headers).toEqual(['a', 'b', 'c']);
    expect(rows).toEqual([['1', '2', '3'], ['Once upon\ra time', '5', '6']]);
  });

  it('reads latin-1', async () => {
    const { rows } = await read(fixture('csv/csvkit-test_latin1.csv'));
    expect(rows).toEqual([['1', '2', '3'], ['4', '5', '©']]);
  });

  it('reads UTF-16 BE with a byte order mark', async () => {
    const { headers, rows } = await read(fixture('csv/dataloader-csvtext_BOM_UTF16BE.csv', 7));
    expect(headers).toEqual(['column1', 'column2', 'column3']);
    expect(rows).toEqual([['row1-1', 'row1-2', 'row1-3'], ['row2-1', 'row2-2', 'row2-3']]);
  });

  it('reads the 38 deals of Salesforce as rows', async () => {
    const { headers, rows } = await read(fixture('csv/dataloader-opportunityData.csv', 100));
    const column = (name: string) => rows.map((cells) => cells[headers.indexOf(name)]!);
    expect(rows).toHaveLength(38);
    expect(column('STAGENAME').filter((stage) => stage === 'Closed Won')).toHaveLength(8);
    expect(column('AMOUNT').reduce((sum, amount) => sum + Number(amount), 0)).toBe(6_270_000);
    expect(column('AMOUNT').filter((amount) => amount === '')).toHaveLength(5);
    expect(rows[0]!.slice(3, 7)).toEqual(['George Foundation - 5000 Widgets', expect.any(String), 'Closed Won', '500000.0']);
  });

  it('keeps the ten notes of Obsidian with their lines', async () => {
    const { headers, rows, errors } = await read(fixture('csv/obsidian-importer-comprehensive-test.csv', 50));
    const column = (name: string) => rows.map((cells) => cells[headers.indexOf(name)]!);
    expect(column('Title')).toHaveLength(10);
    expect(column('Title')[2]).toBe('Note with "quotes"');
    expect(column('Content')[8]).toBe('This is a multi-line\ncontent field that spans\nmultiple lines to test\nproper CSV parsing.');
    expect(column('Date').filter((date) => date !== '')).toEqual(['2024-01-15', '2024-01-16', '2024-01-17', '2024-01-18', '2024-01-19', '2024-01-21', '2024-01-22', '2024-01-23', '2024-01-24']);
    expect(errors).toEqual([]);
  });

  it('splits rows of tabs in a file whose first row has commas', async () => {
    const { headers, rows } = await read(fixture('csv/releases-comm-central-tab_comma_mixed.csv'));
    expect(headers).toEqual(['', '', '', '', '']);
    expect(rows.map((cells) => cells[4])).toEqual(['1@host.invalid', '2@host.invalid', '3@host.invalid', '4@host.invalid']);
  });

  it('passes over the preamble of LinkedIn', async () => {
    const { headers, rows } = await read(fixture('csv/six-hops-Connections.csv'));
    expect(headers[0]).toBe('First Name');
    expect(rows).toHaveLength(5);
  });
});

describe('delimiters and headers', () => {
  it.each([[','], [';'], ['\t'], ['|']])('finds %j', async (delimiter) => {
    const table = [['Name', 'E-mail', 'City'], ['Ada, or Augusta', 'ada@example.com', 'London'], ['Grace', 'grace@example.com', 'New York']];
    const { layout, rows } = await readText(table.map((cells) => cells.map((cell) => (cell.includes(delimiter) ? `"${cell}"` : cell)).join(delimiter)).join('\n'));
    expect(layout.delimiter).toBe(delimiter);
    expect(rows).toEqual(table.slice(1));
  });

  it('believes the line that Excel writes for itself', async () => {
    const { headers, rows } = await readText('sep=;\r\nName;Note\r\nAda;a, b, c\r\n');
    expect(headers).toEqual(['Name', 'Note']);
    expect(rows).toEqual([['Ada', 'a, b, c']]);
  });

  it('reads a single column', async () => {
    const { headers, rows } = await readText('Email\nada@example.com\ngrace@example.com\n');
    expect(headers).toEqual(['Email']);
    expect(rows).toHaveLength(2);
  });

  it('passes over title rows', async () => {
    const { headers, rows } = await readText('Customers of 2024,,\nas of 1 May,,\n,,\nFirst name,Last name,Phone\nAda,King,1815\n');
    expect(headers).toEqual(['First name', 'Last name', 'Phone']);
    expect(rows).toEqual([['Ada', 'King', '1815']]);
  });

  it('sees that the first row is already a person', async () => {
    const { headers, rows } = await readText('Ada,King,ada@example.com\nGrace,Hopper,grace@example.com\n');
    expect(headers).toEqual(['', '', '']);
    expect(rows).toHaveLength(2);
  });

  it('reports a header that comes again', async () => {
    const { rows, errors } = await readText('Name,Email\nAda,a@x.org\nName,Email\nGrace,g@x.org\n');
    expect(rows).toHaveLength(2);
    expect(errors).toMatchObject([{ row: 2, code: 'repeated-header' }]);
  });

  it('takes commas at the ends of rows for nothing', async () => {
    const { rows, warned } = await readText('Name,Email\nAda,a@x.org,,,\nGrace,g@x.org,\n');
    expect(rows).toEqual([['Ada', 'a@x.org'], ['Grace', 'g@x.org']]);
    expect(warned).toEqual([]);
  });

  it('fills up short rows and keeps what is too much, with a warning', async () => {
    const { rows, warned } = await readText('Name,Email,City\nAda\nGrace,g@x.org,Arlington,too,much\n');
    expect(rows).toEqual([['Ada', '', ''], ['Grace', 'g@x.org', 'Arlington', 'too', 'much']]);
    expect(warned).toEqual([1, 2]);
  });

  it('keeps ideographic blanks as they are in values and takes them off headers', async () => {
    const { headers, rows } = await readText('　Name　,Email\n山田　太郎,y@example.jp\n');
    expect(headers).toEqual(['Name', 'Email']);
    expect(rows).toEqual([['山田　太郎', 'y@example.jp']]);
  });

  it('treats the header __proto__ as any other', async () => {
    const { headers, rows } = await readText('Name,__proto__,constructor\nAda,x,y\n');
    expect(headers).toEqual(['Name', '__proto__', 'constructor']);
    expect(rows).toEqual([['Ada', 'x', 'y']]);
  });

  it('reads 10,000 columns', async () => {
    const { headers, rows } = await readText(Array.from({ length: 10_000 }, (_, i) => `A rather long column name ${i}`).join(','), '\n', Array.from({ length: 10_000 }, (_, i) => i).join(','), '\n');
    expect(headers).toHaveLength(10_000);
    expect(rows[0]!.at(-1)).toBe('9999');
  });
});

describe('quotes', () => {
  it('gives up only the line of a quote that is closed by the next one', async () => {
    const { rows, errors } = await readText('Name,City,Size\nAda,"London,1\nGrace,"New York",2\nLin,Beijing,3\n');
    expect(errors).toMatchObject([{ row: 1, code: 'unclosed-quote' }]);
    expect(rows).toEqual([['Grace', 'New York', '2'], ['Lin', 'Beijing', '3']]);
  });

  it('sees by the width that an inch mark closed it', async () => {
    const { rows, errors } = await readText('Name,Size,City\nAda,"19 in,London\nGrace,20 in,York"\nLin,21 in,Beijing\n');
    expect(errors).toMatchObject([{ row: 1, code: 'unclosed-quote', raw: ['Ada', '"19 in', 'London'] }]);
    expect(rows.map(([name]) => name)).toEqual(['Grace', 'Lin']);
  });

  it('reads on behind a quote that nothing closes, however long the file is', async () => {
    const count = 60_000;
    const opened = await openHead(made(count, (index) => (index === 0 ? 'Name,City,Note\n' : `Name ${index},${index === 3 ? '"' : ''}City ${index},Note ${index}\n`)));
    let rows = 0;
    const errors: number[] = [];
    for await (const event of csvEvents(opened, csvLayout(opened))) {
      if (event.kind === 'row') rows++;
      if (event.kind === 'error') errors.push(event.row);
    }
    expect(errors).toEqual([3]);
    expect(rows).toBe(count - 2);
  });

  it('reads quotes that nobody doubled', async () => {
    const { rows, errors } = await readText('Name,Title,City\n"Ada","Lead ("Ask for Ada")",London\n"Bob" Smith,Boss,York\n5" pipe,x,y\n');
    expect(errors).toEqual([]);
    expect(rows).toEqual([['Ada', 'Lead ("Ask for Ada")', 'London'], ['"Bob" Smith', 'Boss', 'York'], ['5" pipe', 'x', 'y']]);
  });

  it('reads a quoted cell behind a blank', async () => {
    const { rows } = await readText('Name,City\nAda, "London, England"\n');
    expect(rows).toEqual([['Ada', 'London, England']]);
  });

  it('reads the same however the file is cut into chunks', async () => {
    const text = 'Name,Note,City\r\r\n"Ada ""Countess"" King","two\r\nlines",London\r\r\n"""",,"a""b"\r\r\nGrace,"x","New York"';
    const whole = await readText(text);
    for (let cut = 1; cut < text.length; cut++) {
      const { rows } = await readText(text.slice(0, cut), text.slice(cut));
      expect(rows).toEqual(whole.rows);
    }
    expect(whole.rows).toEqual([['Ada "Countess" King', 'two\r\nlines', 'London'], ['"', '', 'a"b'], ['Grace', 'x', 'New York']]);
  });
});

describe('hostile files', () => {
  it.each([
    ['a ZIP', Buffer.from('504b0304140006000800', 'hex'), 'zip'],
    ['an Excel workbook', Buffer.from('PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0[Content_Types].xml', 'latin1'), 'xlsx'],
    ['a PDF', Buffer.from('%PDF-1.7 …'), 'pdf'],
    ['bytes at random', Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7919 + (i >> 3) * 31) % 256)), undefined],
  ])('refuses %s', async (_, content, what) => {
    await expect(read(bytes(content))).rejects.toMatchObject({ name: 'UnreadableFile', code: 'not-text', what });
  });

  it('refuses a file of blanks', async () => {
    await expect(readText(' \r\n\r\n')).rejects.toMatchObject({ code: 'empty-file' });
    await expect(readText()).rejects.toMatchObject({ code: 'empty-file' });
  });

  it.each([['in quotes', '"'], ['without quotes', '']])('refuses a cell of 10 MB %s, with the reason, and reads on', async (_, quote) => {
    const big = 'x'.repeat(1024 * 1024);
    const { rows, errors } = await readText('Name,Note\nAda,short\nBig,', quote, ...Array.from({ length: 10 }, () => big), quote, '\nGrace,short\n');
    expect(rows).toEqual([['Ada', 'short'], ['Grace', 'short']]);
    expect(errors).toMatchObject([{ row: 2, code: 'cell-too-big' }]);
    expect(errors[0]!.raw.join('').length).toBeLessThan(5_000);
  });

  it('takes linear time over a row of 12 MB in small chunks', async () => {
    const cell = `"${'x'.repeat(1_000)}",`;
    const { rows } = await read(made(13_000, (index) => (index === 0 ? 'Name,Note\n' : index === 1 ? 'Ada,' : cell)));
    expect(rows[0]).toHaveLength(12_999);
  });

  it('reads what is no UTF-8 in a file of UTF-8, instead of losing it', async () => {
    const { rows } = await readText('Name,City\nZoë,Zürich\n', Buffer.from('Ren\xe9,M\xfcnchen\n', 'latin1'), 'Łukasz,Łódź\n');
    expect(rows).toEqual([['Zoë', 'Zürich'], ['René', 'München'], ['Łukasz', 'Łódź']]);
  });

  it('reads UTF-16 without a byte order mark', async () => {
    const { rows } = await read(bytes(Buffer.from('Name;City\nZoë;Zürich\n', 'utf16le')));
    expect(rows).toEqual([['Zoë', 'Zürich']]);
  });
});
