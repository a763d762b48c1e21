import { useState } from 'react';
import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../ui/announcer.tsx';
import { Button } from '../../../ui/button.tsx';

export function CopyButton({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation('gate');
  const [isCopied, setCopied] = useState(false);
  return (
    <Button
      kind="bare"
      icon={Copy}
      onPress={() => {
        void navigator.clipboard.writeText(text).then(() => {
          setCopied(true);
          announce(t('copied'));
        });
      }}
    >
      {isCopied ? t('copied') : label}
    </Button>
  );
}
