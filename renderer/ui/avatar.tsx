import { classes } from './classes.ts';
import { avatarColour, initials } from './initials.ts';

export interface AvatarProps {
  /** The record's id: its hash picks one of the twelve colours. */
  id: string;
  name: string;
  shape: 'person' | 'organisation';
  size?: 'small' | 'normal' | 'large' | 'huge';
  image?: string | undefined;
}

const SIZES = {
  small: 'size-5 text-11',
  normal: 'size-6 text-11',
  large: 'size-8 text-12',
  huge: 'size-14 text-20',
} as const;

/** People are round, organisations square. Decoration: the name stands beside it. */
export function Avatar({ id, name, shape, size = 'normal', image }: AvatarProps) {
  const corners = shape === 'person' ? 'rounded-full' : size === 'huge' ? 'rounded-card' : 'rounded-chip';
  if (image) return <img src={image} alt="" className={classes('flex-none object-cover', SIZES[size], corners)} />;
  return (
    <span
      aria-hidden
      data-avatar={avatarColour(id)}
      // Drawn, not text: in a button or a link they would count as words that its name lacks.
      data-initials={initials(name, shape === 'person' && size !== 'small' ? 2 : 1)}
      className={classes('before:content-[attr(data-initials)] inline-grid flex-none place-items-center bg-(--avatar) leading-none font-semibold tracking-[-.01em] text-(--on-avatar) select-none', SIZES[size], corners)}
    />
  );
}
