// Tar as far as backups need it: regular files with plain names, in POSIX's ustar form. Written here because a
// backup must be read strictly: the packages follow links, sparse files and extensions that no backup has.
// Source: POSIX.1-2017, pax; sizes beyond eight gigabytes in base 256, as GNU tar and bsdtar read and write them.

export const TAR_BLOCK = 512;
/** Two empty blocks end an archive. */
export const TAR_END = Buffer.alloc(2 * TAR_BLOCK);

export interface TarEntry {
  /** At most 100 characters of ASCII. */
  name: string;
  bytes: number;
}

const OCTAL_LIMIT = 0o77777777777;

/** `at` is in seconds since 1970. */
export function tarHeader({ name, bytes }: TarEntry, at: number): Buffer {
  if (!/^[\x20-\x7e]{1,100}$/.test(name)) throw new Error(`"${name}" cannot be a name in the archive`);
  const header = Buffer.alloc(TAR_BLOCK);
  header.write(name, 0, 'latin1');
  header.write('0000600', 100, 'latin1');
  header.write('0000000', 108, 'latin1');
  header.write('0000000', 116, 'latin1');
  if (bytes <= OCTAL_LIMIT) header.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  else {
    header[124] = 0x80;
    header.writeBigUInt64BE(BigInt(bytes), 128);
  }
  header.write(`${Math.floor(at).toString(8).padStart(11, '0')}\0`, 136, 'latin1');
  header.write('0', 156, 'latin1');
  header.write('ustar', 257, 'latin1');
  header.write('00', 263, 'latin1');
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

/** How many bytes follow a file so that the next header begins with a block. */
export const tarPadding = (bytes: number): number => (TAR_BLOCK - (bytes % TAR_BLOCK)) % TAR_BLOCK;

/** The entry that a header is of; `end` for an empty block; undefined where it is no header of a regular file. */
export function readTarHeader(header: Buffer): TarEntry | 'end' | undefined {
  if (header.every((byte) => byte === 0)) return 'end';
  if (octal(header, 148, 8) !== checksum(header)) return undefined;
  const type = header[156];
  if (header.toString('latin1', 257, 262) !== 'ustar' || (type !== 0x30 && type !== 0) || header[345] !== 0) return undefined;
  const bytes = header[124] === 0x80 ? Number(header.readBigUInt64BE(128)) : octal(header, 124, 12);
  const name = header.toString('latin1', 0, 100).replace(/\0.*$/s, '');
  return bytes === undefined || !Number.isSafeInteger(bytes) || name === '' ? undefined : { name, bytes };
}

function octal(header: Buffer, at: number, length: number): number | undefined {
  const digits = header.toString('latin1', at, at + length).replace(/[\0 ]+$/, '').replace(/^ +/, '');
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}

/** The sum of all bytes, its own field counted as spaces. */
function checksum(header: Buffer): number {
  let sum = 8 * 0x20;
  for (const [at, byte] of header.entries()) if (at < 148 || at >= 156) sum += byte;
  return sum;
}
