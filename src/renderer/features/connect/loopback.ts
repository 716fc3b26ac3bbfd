/** Whether only programs on this machine reach the address: 127.0.0.0/8, `::1` or `localhost`. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
