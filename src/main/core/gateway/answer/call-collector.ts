import type { ToolCall } from "../../engine/conversation";
import { isJsonObject } from "../decode/json-text";

interface BegunCall {
  readonly id: string;
  readonly name: string;
  argumentsJson: string;
}

/** The calls of one answer, put together from their pieces. */
export class CallCollector {
  readonly #calls: BegunCall[] = [];
  #given = 0;

  begin(id: string, name: string): void {
    this.#calls.push({ id, name, argumentsJson: "" });
  }

  add(index: number, piece: string): void {
    const call = this.#calls[index];
    if (call !== undefined) call.argumentsJson += piece;
  }

  /** Those whose arguments have become an object, since the last time. A call that was cut off is in no answer. */
  complete(): ToolCall[] {
    const ended = this.#calls.slice(this.#given);
    this.#given = this.#calls.length;
    return ended.filter(({ argumentsJson }) => isJsonObject(argumentsJson));
  }
}
