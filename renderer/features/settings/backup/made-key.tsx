import { useState } from 'react';
import { Copy, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../ui/announcer.tsx';
import { Button } from '../../../ui/button.tsx';
import { KeySheet } from './key-sheet.tsx';

export interface MadeKeyProps {
  recoveryKey: string;
  groups: readonly string[];
  profileName: string;
  madeAt: number;
}

/** The recovery key on the screen, and on its sheet when it is printed. */
export function MadeKey({ recoveryKey, groups, profileName, madeAt }: MadeKeyProps) {
  const { t } = useTranslation('backup');
  const [isCopied, setCopied] = useState(false);
  const [head, ...rest] = groups;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-13 text-text2">{t('keyText')}</p>
      <p dir="ltr" className="figures grid grid-cols-5 gap-x-4 gap-y-2 rounded-card bg-sunken p-4 font-mono text-14 select-all narrow:grid-cols-3">
        <span className="col-span-full">{head}</span>
        {rest.map((group, at) => <span key={at}>{group}</span>)}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button icon={Printer} autoFocus onPress={() => window.print()}>{t('printKey')}</Button>
        <Button
          kind="bare"
          icon={Copy}
          onPress={() => {
            void navigator.clipboard.writeText(recoveryKey).then(() => {
              setCopied(true);
              announce(t('copiedKey'));
            });
          }}
        >
          {t(isCopied ? 'copiedKey' : 'copyKey')}
        </Button>
      </div>
      <KeySheet groups={groups} profileName={profileName} madeAt={madeAt} />
    </div>
  );
}
