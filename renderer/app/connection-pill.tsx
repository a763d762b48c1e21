import { CloudOff } from 'lucide-react';
import { useConnection } from '../api.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../ui/button.tsx';
import { AfterAMoment } from '../ui/skeleton.tsx';

/** In a title bar that is full the icon stands alone. */
const WORDS = 'max-[959px]:sr-only';

/** Quiet while all is well. Says when Kith cannot be reached, and what helps. */
export function ConnectionPill() {
  const text = useText();
  const connection = useConnection();
  if (connection.kind === 'open' || connection.kind === 'opening') return null;
  if (connection.kind === 'lost') {
    return (
      <AfterAMoment>
        <span role="status">
          <Button kind="bare" size="small" icon={CloudOff} tooltip={text('app:reconnecting')} onPress={connection.retry}>
            <span className={WORDS}>{text('app:disconnected')}</span>
          </Button>
        </span>
      </AfterAMoment>
    );
  }
  return (
    <span role="status" className="flex items-center gap-1 px-2 text-12 text-warning-text">
      <CloudOff aria-hidden />
      <span className={WORDS}>{text('app:signedOutShort')}</span>
    </span>
  );
}
