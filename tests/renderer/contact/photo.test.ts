import { describe, expect, it } from 'vitest';
import { encodePhoto, fittedSize, NotAPicture, PHOTO_SIDE } from '../../../renderer/features/contact/identity/photo.ts';

/** A JPEG of this size that says in its EXIF where it was taken. */
async function aPhotograph(width: number, height: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.fillRect(0, 0, width, height);
  const jpeg = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer());
  const secret = new TextEncoder().encode(`Exif\0\0${SECRET}`);
  const segment = Uint8Array.from([0xff, 0xe1, 0, secret.length + 2, ...secret]);
  return new Blob([jpeg.slice(0, 2), segment, jpeg.slice(2)], { type: 'image/jpeg' });
}

const SECRET = 'taken at 57.6, 11.8';
const textOf = async (blob: Blob) => new TextDecoder('latin1').decode(await blob.arrayBuffer());

describe('a photo', () => {
  it('is drawn anew, so that nothing else in its file is kept', async () => {
    const photograph = await aPhotograph(20, 20);
    expect(await textOf(photograph)).toContain(SECRET);
    const photo = await encodePhoto(photograph);
    expect(photo.type).toBe('image/jpeg');
    expect(await textOf(photo)).not.toContain(SECRET);
  });

  it('is at most 512 px on its longer side and keeps its shape', async () => {
    const { width, height } = await createImageBitmap(await encodePhoto(await aPhotograph(2_000, 1_000)));
    expect([width, height]).toEqual([PHOTO_SIDE, PHOTO_SIDE / 2]);
  });

  it('is refused where it is no picture', async () => {
    await expect(encodePhoto(new Blob(['hello'], { type: 'image/png' }))).rejects.toBeInstanceOf(NotAPicture);
  });

  it('that is small stays as it is', () => {
    expect(fittedSize(300, 200, 512)).toEqual({ width: 300, height: 200 });
    expect(fittedSize(5_000, 3, 512)).toEqual({ width: 512, height: 1 });
  });
});
