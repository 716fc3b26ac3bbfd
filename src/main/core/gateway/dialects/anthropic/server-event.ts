/** A server-sent event by the name of its data's type, as all of Anthropic's are. */
export function serverEvent(data: { readonly type: string; readonly [name: string]: unknown }): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}
