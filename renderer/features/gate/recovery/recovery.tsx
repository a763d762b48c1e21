import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GateState } from '../../../../core/api/gate.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { AfterAMoment } from '../../../ui/skeleton.tsx';
import { GateScreen } from '../gate-screen.tsx';
import { Restoring } from './restoring.tsx';
import { TroubleScreen } from './trouble-screen.tsx';

/** Instead of a crash: what is the matter with the database, and what can be done about it. */
export function Recovery({ state }: { state: Extract<GateState, { kind: 'damaged' | 'restoring' | 'converting' }> }) {
  const { t } = useTranslation('gate');
  const [hasQuit, setQuit] = useState(false);
  if (hasQuit) return <GateScreen label={t('quitDone')}><EmptyState text={t('quitDone')} /></GateScreen>;
  if (state.kind === 'restoring' && state.backup) return <Restoring backup={state.backup} />;
  if (state.kind !== 'damaged') {
    return (
      <GateScreen label={t('title_restoring')}>
        <AfterAMoment><p role="status" className="text-center text-14 text-text2">{t('text_restoring')}</p></AfterAMoment>
      </GateScreen>
    );
  }
  return <TroubleScreen trouble={state.trouble} rebuilt={state.rebuilt} onQuit={() => setQuit(true)} />;
}
