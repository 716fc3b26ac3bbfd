/** Whether `keep_alive` asks to unload: zero in any of the forms that clients use (`0`, `"0"`, `"0s"`, `"0m"`). */
export function asksToUnload(keepAlive: unknown): boolean {
  if (typeof keepAlive === "number") return keepAlive === 0;
  return typeof keepAlive === "string" && /^0+(\.0+)?(ms|s|m|h)?$/.test(keepAlive.trim());
}
