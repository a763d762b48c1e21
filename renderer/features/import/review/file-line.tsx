import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImportLook } from '../../../../core/api/transfer.ts';
import type { Id } from '../../../../core/ids.ts';
import { useApi } from '../../../api.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { Button } from '../../../ui/button.tsx';
import { Clip } from '../../../ui/clip.tsx';
import { Select } from '../../../ui/select.tsx';
import { TABLE_KINDS, useFileKinds } from '../file-words.ts';
import { useImportSession } from '../session.ts';
import type { SentFile } from '../session.ts';
import type { Reading } from './review.tsx';

export interface FileLineProps {
  file: SentFile;
  look: ImportLook;
  reading: Reading;
  onChange: (change: Partial<Reading>) => void;
}

/** Which file this is, who wrote it, and by what it is read. */
export function FileLine({ file, look, reading, onChange }: FileLineProps) {
  const { t } = useTranslation('import');
  const api = useApi();
  const kindName = useFileKinds();
  const { bytes } = useFormats();
  const startOver = useImportSession((session) => session.startOver);
  const isTable = look.columns.length > 0;
  const details = [kindName(look.kind), bytes(file.size), ...(isTable ? [look.encoding.toUpperCase()] : [])];
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-6 pb-3 narrow:px-4">
      <span aria-hidden className="grid size-8 flex-none place-items-center rounded-control bg-sunken text-text3"><FileText /></span>
      <div className="min-w-40 flex-1">
        <Clip className="block text-13 font-medium"><bdi>{file.name}</bdi></Clip>
        <p className="figures truncate text-12 text-text3"><bdi>{details.join(' · ')}</bdi></p>
      </div>
      {look.mappings.length > 0 && (
        <Select
          className="w-48"
          label={t('savedMapping')}
          hideLabel
          value={reading.mapping ?? 'none'}
          onChange={(mapping) => onChange({ mapping: mapping === 'none' ? undefined : (mapping as Id), columns: null })}
          options={[{ value: 'none', label: t('noMapping') }, ...look.mappings.map(({ id, name }) => ({ value: id as string, label: name }))]}
          placeholder={t('savedMapping')}
        />
      )}
      {isTable && (
        <Select
          className="w-48"
          label={t('readAs')}
          hideLabel
          value={look.kind}
          onChange={(as) => onChange({ as, mapping: undefined, columns: null })}
          options={[...new Set([...TABLE_KINDS, look.kind])].map((kind) => ({ value: kind, label: kindName(kind) }))}
          placeholder={t('readAs')}
        />
      )}
      <Button onPress={() => startOver(api)}>{t('otherFile')}</Button>
    </div>
  );
}
