import { printParseErrorCode, visit, type ParseErrorCode } from "jsonc-parser";

/** Where a JSON text breaks, for a person: both count from 1, the column in UTF-16 units. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  /** `comma expected`; never a part of the text itself. */
  readonly reason: string;
}

/** The first fault of a text that JSON.parse refused. The text must not be nested deeply: the reader recurses. */
export function locateJsonFault(text: string): JsonFault {
  const first = firstFault(text);
  const before = text.slice(0, first?.offset ?? text.length);
  return {
    line: before.split("\n").length,
    column: before.length - before.lastIndexOf("\n"),
    reason: first === null ? "not JSON" : inWords(printParseErrorCode(first.code)),
  };
}

/** Thrown to leave the reader: what follows a fault is of no interest and may be nested without bound. */
class Fault extends Error {
  readonly code: ParseErrorCode;
  readonly offset: number;

  constructor(code: ParseErrorCode, offset: number) {
    super("JSON fault");
    this.code = code;
    this.offset = offset;
  }
}

function firstFault(text: string): Fault | null {
  const onError = (code: ParseErrorCode, offset: number): never => {
    throw new Fault(code, offset);
  };
  try {
    visit(text, { onError }, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  return null;
}

/** `CommaExpected` → `comma expected`. */
function inWords(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
