/** One server-sent event; JSON has no raw line breaks, so its data is one line. */
export function serverSentEvent(fields: {
  readonly id?: number;
  readonly event?: string;
  readonly data: unknown;
}): string {
  const id = fields.id === undefined ? "" : `id: ${fields.id}\n`;
  const event = fields.event === undefined ? "" : `event: ${fields.event}\n`;
  return `${id}${event}data: ${JSON.stringify(fields.data)}\n\n`;
}

export const serverSentEventsHeaders = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
} as const;
