import { useInfiniteQuery } from '@tanstack/react-query';
import { FileImage, FileText } from 'lucide-react';
import type { Id } from '../../core/ids.ts';
import { useApi } from '../api.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { isPicture } from '../stored-files.ts';
import { Button } from '../ui/button.tsx';
import { Clip } from '../ui/clip.tsx';
import { useDownload } from '../timeline/attachments.tsx';
import { useContactText } from '../words/contact-words.ts';
import { Section } from './section.tsx';

const PAGE = 20;

/** All files that hang on what happened with this contact or this deal, newest first. Pressed, one is saved to this computer. */
export function RecordFiles({ of }: { of: { contactId: Id } | { dealId: Id } }) {
  const api = useApi();
  const t = useContactText();
  const formats = useFormats();
  const download = useDownload();
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['entries.files', of, 'pages'],
    queryFn: ({ pageParam, signal }) => api.entries.files({ ...of, limit: PAGE, ...(pageParam === null ? {} : { after: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const files = data?.pages.flatMap(({ rows }) => rows) ?? [];
  if (files.length === 0) return null;
  return (
    <Section title={t('files')} {...(hasNextPage ? {} : { count: formats.number(files.length) })}>
      <ul className="-mx-2">
        {files.map((file) => {
          const Icon = isPicture(file) ? FileImage : FileText;
          return (
            <li key={file.id}>
              <button
                type="button"
                title={formats.dateTime(file.at)}
                onClick={() => download(file)}
                className="ring-inside flex h-7 w-full min-w-0 items-center gap-2 rounded-control px-2 text-start text-12 hover:bg-hover"
              >
                <Icon aria-hidden className="text-text3" />
                <span className="sr-only">{`${t('save')}: `}</span>
                <Clip className="flex-1"><bdi>{file.name}</bdi></Clip>
                <span className="figures flex-none text-text3">{formats.bytes(file.size)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {hasNextPage && <Button kind="bare" size="small" isDisabled={isFetchingNextPage} onPress={() => void fetchNextPage()} className="-ms-2 print:hidden">{t('showMore')}</Button>}
    </Section>
  );
}
