// The page's Content-Security-Policy, the same from the window's scheme and from the browser host.

/** The one Trusted Types policy that the page may make: it wraps DOMPurify, and gives workers their address. */
const TRUSTED_TYPES_POLICY = 'kith';

export const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "require-trusted-types-for 'script'",
  `trusted-types ${TRUSTED_TYPES_POLICY}`,
].join('; ');
