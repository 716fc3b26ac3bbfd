/** Server-sent events of one response: named, typed and numbered from 0. */
export class EventFrames {
  #sequenceNumber = 0;

  /** `members` is JSON without its braces; what runs for every token is put together by hand. */
  frame(type: string, members: string): string {
    const head = `event: ${type}\ndata: {"type":"${type}","sequence_number":${this.#sequenceNumber++}`;
    return `${head},${members}}\n\n`;
  }

  objectFrame(type: string, fields: object): string {
    return this.frame(type, JSON.stringify(fields).slice(1, -1));
  }
}
