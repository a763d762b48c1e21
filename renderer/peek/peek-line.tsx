import type { ReactNode } from 'react';

/** A line of the essentials, in a `dl` of two columns; left out where there is nothing. */
export function PeekLine({ label, value }: { label: string; value: ReactNode }) {
  if (!value) return null;
  return (
    <>
      <dt className="text-12 text-text3">{label}</dt>
      <dd className="min-w-0 break-words">{value}</dd>
    </>
  );
}
