import { useRef } from 'react';
import type { ReactNode } from 'react';
import { useLandmark } from 'react-aria/useLandmark';
import type { AriaLandmarkRole } from 'react-aria/useLandmark';
import { classes } from './classes.ts';

export interface LandmarkProps {
  role: AriaLandmarkRole;
  label: string;
  id?: string;
  className?: string;
  children: ReactNode;
}

/** A region of the page that F6 and Shift+F6 go to; coming back lands on what last had the focus there. */
export function Landmark({ role, label, id, className, children }: LandmarkProps) {
  const ref = useRef<HTMLDivElement>(null);
  const { landmarkProps } = useLandmark({ role, 'aria-label': label }, ref);
  return (
    <div {...landmarkProps} ref={ref} id={id} tabIndex={-1} className={classes('ring-inside', className)}>
      {children}
    </div>
  );
}
