import { crc32, deflateRawSync } from 'node:zlib';

interface ZipEntry {
  name: string;
  content: Buffer | string;
  /** What it says that it is, where that is not so. */
  size?: number;
  crc?: number;
  mode?: number;
  flags?: number;
  method?: number;
  /** Uses the bytes of the entry of this number. */
  sharesWith?: number;
}

/** A ZIP as somebody else may make one, with whatever it says of itself. */
export function aZip(entries: readonly ZipEntry[], said: { count?: number; listAt?: number } = {}): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  const offsets: number[] = [];
  let at = 0;
  for (const { name, content, size, crc, mode = 0o100_600, flags = 0x0800, method = 8, sharesWith } of entries) {
    const bytes = Buffer.from(content as string);
    const packed = method === 0 ? bytes : deflateRawSync(bytes, { level: 9 });
    const path = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(method, 4);
    head.writeUInt32LE(crc ?? crc32(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(size ?? bytes.length, 18);
    head.writeUInt16LE(path.length, 22);
    const offset = sharesWith === undefined ? at : offsets[sharesWith]!;
    offsets.push(offset);
    if (sharesWith === undefined) {
      const local = Buffer.concat([Buffer.from('504b0304', 'hex'), head, path, packed]);
      parts.push(local);
      at += local.length;
    }
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(mode * 0x1_00_00, 6);
    tail.writeUInt32LE(offset, 10);
    list.push(Buffer.concat([Buffer.from('504b01021403', 'hex'), head, tail, path]));
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06_05_4b_50, 0);
  end.writeUInt16LE(said.count ?? entries.length, 8);
  end.writeUInt16LE(said.count ?? entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(said.listAt ?? at, 16);
  return Buffer.concat([...parts, directory, end]);
}
