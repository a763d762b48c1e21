import type { ReactNode } from 'react';
import { REMINDERS_PATH } from '../paths.ts';
import type { ReminderGroup } from './list-rows.ts';

export interface GroupFrameProps {
  /** Of its heading. */
  id: string;
  group: ReminderGroup;
  children: ReactNode;
  /** After more was shown, the button for which is gone. */
  onShown: () => void;
}

/** Rows under their heading, and below them how many more there are. */
export function GroupFrame({ id, group, children, onShown }: GroupFrameProps) {
  const look = 'inline-flex h-8 items-center rounded-chip text-12 text-accent-text hover:underline';
  return (
    <div role="rowgroup" aria-labelledby={id}>
      <div role="row">
        <div role="gridcell" className="flex h-8 items-center gap-2">
          <h2 id={id} className={group.isOverdue ? 'text-danger-text' : undefined}>{group.title}</h2>
          {group.note !== undefined && <span className="figures text-12 text-text3">{group.note}</span>}
        </div>
      </div>
      {children}
      {group.more !== undefined && (
        <div role="row">
          <div role="gridcell" className="ps-7">
            {group.onMore ? (
              <button
                type="button"
                onClick={() => {
                  group.onMore?.();
                  onShown();
                }}
                className={look}
              >
                {group.more}
              </button>
            ) : (
              <a href={`#${REMINDERS_PATH}`} className={look}>{group.more}</a>
            )}
          </div>
        </div>
      )}
    </div>
  );
}
