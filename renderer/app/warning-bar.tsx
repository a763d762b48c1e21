import { TriangleAlert } from 'lucide-react';
import type { ProfileInfo } from '../../core/api/profile.ts';
import { usePreference } from '../api.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../ui/button.tsx';

/** Says where this profile lies badly, until somebody has read it; the settings go on saying it. */
export function WarningBar({ warning }: { warning: ProfileInfo['warning'] }) {
  const text = useText();
  const { value: seen, set: setSeen } = usePreference('warning.seen', (stored) => (typeof stored === 'string' ? stored : null));
  if (!warning || seen === undefined || seen === warning.program) return null;
  return (
    <div role="status" className="flex min-h-9 flex-none flex-wrap items-center gap-x-3 bg-warning-subtle px-6 py-1 text-12 text-warning-text narrow:px-4 print:hidden">
      <TriangleAlert aria-hidden />
      <span className="min-w-0 flex-1 break-words">{text('app:syncedFolder', { program: warning.program })}</span>
      <Button kind="bare" size="small" className="-mx-2 h-6! text-warning-text!" onPress={() => setSeen(warning.program)}>{text('common:dismiss')}</Button>
    </div>
  );
}
