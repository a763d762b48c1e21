// Controls 1, 3 and 9: what the page may load and ask for. Nothing is kept on the disk.
import { session, type Session } from 'electron';
import { isPageResource, PAGE_SCHEME } from './page-address.ts';
import { answerPageRequest } from './page-scheme.ts';

/** The window's session, in memory only; `root` is the folder of the built page. */
export function closedSession(root: string): Session {
  const closed = session.fromPartition('kith');
  closed.protocol.handle(PAGE_SCHEME, (request) => answerPageRequest(request, root));
  closed.webRequest.onBeforeRequest((request, decide) => decide({ cancel: !isPageResource(request.url) }));
  // Electron allows everything unless told.
  closed.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  closed.setPermissionCheckHandler(() => false);
  closed.setDevicePermissionHandler(() => false);
  return closed;
}
