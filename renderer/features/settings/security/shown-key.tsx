import { useState } from 'react';
import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { groupsOfRecoveryKey } from '../../../../core/backup/recovery-key.ts';
import { useText } from '../../../i18n/use-text.ts';
import { announce } from '../../../ui/announcer.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

/** A recovery key, once: in groups that the eye can follow from paper to screen. */
export function ShownKey({ recoveryKey, onClose }: { recoveryKey: string; onClose: () => void }) {
  const { t } = useTranslation('vault');
  const text = useText();
  const [isCopied, setCopied] = useState(false);
  const [head, ...groups] = groupsOfRecoveryKey(recoveryKey);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('keyTitle')}
      closeLabel={text('common:close')}
      footer={
        <>
          <Button
            icon={Copy}
            onPress={() => {
              void navigator.clipboard.writeText(recoveryKey).then(() => {
                setCopied(true);
                announce(t('keyCopied'));
              });
            }}
          >
            {t(isCopied ? 'keyCopied' : 'keyCopy')}
          </Button>
          <Button kind="main" autoFocus onPress={onClose}>{t('keyKept')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-13 text-text2">{t('keyText')}</p>
        <p dir="ltr" className="figures grid grid-cols-4 gap-x-4 gap-y-2 rounded-card bg-sunken p-4 font-mono text-14 select-all narrow:grid-cols-3">
          <span className="col-span-full">{head}</span>
          {groups.map((group, at) => <span key={at}>{group}</span>)}
        </p>
      </div>
    </Dialog>
  );
}
