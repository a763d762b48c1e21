/** The longest side of a photo that is kept, in px. */
export const PHOTO_SIDE = 512;
const QUALITY = 0.86;

/** A picture that this browser cannot read. */
export class NotAPicture extends Error {
  override readonly name = 'NotAPicture';
}

/** The size within which a picture fits a square of `side`; smaller ones keep theirs. */
export function fittedSize(width: number, height: number, side: number): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * The picture drawn anew as JPEG: upright, at most 512 px, and without anything else that the file carried, such as
 * where it was taken. @throws NotAPicture
 */
export async function encodePhoto(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  if (!picture) throw new NotAPicture();
  const { width, height } = fittedSize(picture.width, picture.height, PHOTO_SIDE);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws no canvas');
  // JPEG has no transparency: what is clear becomes white instead of black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  picture.close();
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}
