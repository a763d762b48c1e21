import type { ReactNode } from 'react';

/** A heading with a count, and what belongs to it. */
export function Section({ title, count, action, children }: { title: string; count?: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="mt-3 first:mt-0">
      <div className="flex h-8 items-center gap-2">
        <h2>{title}</h2>
        {count !== undefined && <span className="figures text-12 text-text3">{count}</span>}
        <span className="flex-1" />
        {action}
      </div>
      {children}
    </section>
  );
}
