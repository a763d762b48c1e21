// How a page in a browser tab reaches the browser host.
//
//   1. The address ends in `#in=TOKEN`. The page takes the token out of its address (history.replaceState) and
//      sends `POST /session {"token"}`; the answer is `{"secret"}`, which it keeps in sessionStorage. 403: the
//      token was used, is too old, or is locked.
//   2. It opens a WebSocket on `/calls` and sends the secret as the first frame; frames.ts says what follows.
//      A socket closed with UNKNOWN_SESSION.closeCode means: forget the secret, ask for a fresh address.

export const TOKEN_FRAGMENT = '#in=';
export const SESSION_PATH = '/session';
export const CALLS_PATH = '/calls';
export const UNKNOWN_SESSION = { closeCode: 4401, code: 'unknown-session' } as const;
