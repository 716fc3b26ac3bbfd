/**
 * The seatbelt profile of a worker. `(allow default)` leaves Metal untouched; every network operation is denied, and with it the
 * roads on which another process would fetch on the worker's behalf: the system resolver, background URL sessions, LaunchServices,
 * and starting any other program. Parameters: NODE, the binary that may be executed; TEMPORARY and PREFIXES, the two
 * folders that may be written: for the moment of a transfer, and for saved prefixes.
 * The last matching rule wins. Verified on the Mac as docs/macos-checks.md says.
 */
export const macosProfile = `(version 1)
(allow default)
(deny network*)
(deny mach-lookup
  (global-name "com.apple.dnssd.service")
  (global-name "com.apple.mDNSResponder")
  (global-name "com.apple.mDNSResponderHelper")
  (global-name-prefix "com.apple.nsurlsessiond")
  (global-name "com.apple.coreservices.launchservicesd")
  (global-name "com.apple.lsd.open")
  (global-name "com.apple.pasteboard.1"))
(deny process-exec*)
(allow process-exec (literal (param "NODE")))
(deny file-write*)
(allow file-write*
  (subpath (param "TEMPORARY"))
  (subpath (param "PREFIXES"))
  (regex #"^/private/var/folders/[^/]+/[^/]+/C/")
  (literal "/dev/null"))
`;
