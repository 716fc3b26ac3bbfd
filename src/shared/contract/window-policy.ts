/**
 * The content security policy of every window, as a header of the shell's protocol and of the gateway's pages: the page's own files
 * and its own origin, nothing else. Scripts and styles are files, so nothing inline is allowed.
 */
export const windowContentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");
