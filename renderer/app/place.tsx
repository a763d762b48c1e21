import { Avatar } from '../ui/avatar.tsx';
import { classes } from '../ui/classes.ts';
import { Clip } from '../ui/clip.tsx';

/** Whose profile this is: the business, or Kith itself while it has no name. */
export function Place({ name, isCollapsed }: { name: string; isCollapsed: boolean }) {
  const shown = name || 'Kith';
  return (
    <span className={classes('flex h-8 min-w-0 flex-1 items-center gap-2 px-2 text-13 font-semibold', isCollapsed && 'justify-center px-0')}>
      <Avatar id={shown} name={shown} shape="organisation" size="small" />
      {isCollapsed ? <span className="sr-only">{shown}</span> : <Clip><bdi>{shown}</bdi></Clip>}
    </span>
  );
}
