import { useState } from 'react';
import { ShieldCheck, ShieldOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { GateState } from '../../../../core/api/gate.ts';
import { useApi } from '../../../api.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { ProgressPanel } from '../../../ui/progress-panel.tsx';
import { GateScreen } from '../gate-screen.tsx';

/** The profile is being encrypted, or made plain again; nobody can work in it meanwhile. */
export function Converting({ state: { to, done, total, isDecided } }: { state: Extract<GateState, { kind: 'converting' }> }) {
  const { t } = useTranslation('vault');
  const api = useApi();
  const { percent } = useFormats();
  const [isCancelling, setCancelling] = useState(false);
  const title = t(to === 'encrypted' ? 'encrypting' : 'decrypting');
  const Icon = to === 'encrypted' ? ShieldCheck : ShieldOff;
  return (
    <GateScreen label={title}>
      <div className="flex flex-col gap-4">
        <span aria-hidden className="grid size-12 place-items-center rounded-card bg-accent-subtle text-accent-text">
          <Icon className="size-6 stroke-[1.5]" />
        </span>
        <h1 className="text-22 font-semibold tracking-title">{title}</h1>
        <p className="text-14 text-text2">{t(isDecided ? 'clearing' : to === 'encrypted' ? 'encryptingText' : 'decryptingText')}</p>
        <ProgressPanel
          label={title}
          done={done}
          total={total}
          countText={percent(total === 0 ? 1 : Math.min(1, done / total))}
          cancelLabel={t('cancel')}
          {...(isDecided || isCancelling
            ? {}
            : {
                onCancel: () => {
                  setCancelling(true);
                  api.vault.cancelConversion().catch(() => setCancelling(false));
                },
              })}
        />
      </div>
    </GateScreen>
  );
}
