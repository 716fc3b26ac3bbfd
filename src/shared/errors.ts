/**
 * The one registry of failures that a caller can meet. A code is never reused for another meaning.
 *
 * `status` is the HTTP status, `retryable` tells whether the same request may succeed later without a change, and `cure` is
 * what the reader of docs/errors.md should do. Each dialect renders these in its own shape.
 */
export const errorRegistry = {
  invalid_request: { status: 400, retryable: false, cure: "Correct the field that the message names." },
  malformed_json: { status: 400, retryable: false, cure: "Send valid JSON; the message names line and column." },
  context_exceeded: {
    status: 400,
    retryable: false,
    cure: "Shorten the prompt or load the model with a larger --context; the message has both counts.",
  },
  unsupported: { status: 400, retryable: false, cure: "Leave out the field or feature that the message names." },
  unauthorized: {
    status: 401,
    retryable: false,
    cure: "Send a good key, or for the control API the admin token of the data directory, as `Authorization: Bearer …`.",
  },
  forbidden: {
    status: 403,
    retryable: false,
    cure: "The key does not allow this; the message says what is lacking. Use another key, or change its rules.",
  },
  experimental_model: {
    status: 403,
    retryable: false,
    cure: "The key is marked production and the model has less than 8 bits a weight; use one of full quality.",
  },
  rate_limited: {
    status: 429,
    retryable: true,
    cure: "The key's limit a minute is used up; try again after Retry-After.",
  },
  budget_exhausted: {
    status: 429,
    retryable: true,
    cure: "The key's tokens for today are used up; try again tomorrow, or raise its budget.",
  },
  forbidden_host: {
    status: 403,
    retryable: false,
    cure: "Call Tresor by 127.0.0.1, localhost or [::1]; other names are refused against DNS rebinding.",
  },
  forbidden_origin: {
    status: 403,
    retryable: false,
    cure: "Web pages of other origins may not call Tresor; call it from a program on this machine.",
  },
  model_not_found: { status: 404, retryable: false, cure: "Pick a reference that `tresor list` shows." },
  not_resident: { status: 404, retryable: false, cure: "Load the model first; `tresor ps` shows what is resident." },
  key_not_found: { status: 404, retryable: false, cure: "Use the name of a key that `tresor keys list` shows." },
  request_not_found: { status: 404, retryable: false, cure: "Take the id of a request that `tresor ps --json` shows." },
  route_not_found: { status: 404, retryable: false, cure: "Check path and method against docs/api.md." },
  ambiguous_reference: {
    status: 409,
    retryable: false,
    cure: "Use one of the full references that the message lists.",
  },
  model_in_use: {
    status: 409,
    retryable: false,
    cure: "The model is resident, pinned or has an alias; the message says which. Undo that first, or force it.",
  },
  source_not_found: {
    status: 404,
    retryable: false,
    cure: "Check owner, repository and file; the message lists what is there.",
  },
  hub_refused: {
    status: 502,
    retryable: false,
    cure: "The hub wants a token with access to this repository: set one, and accept the repository's terms there.",
  },
  download_failed: {
    status: 502,
    retryable: true,
    cure: "The download could not be finished; what has come is kept. Try again.",
  },
  disk_full: {
    status: 507,
    retryable: true,
    cure: "Make room on the disk; the message has what is needed and what is free.",
  },
  not_allowed: {
    status: 403,
    retryable: false,
    cure: "This belongs to another program, or may not be changed from here; the message says what to do.",
  },
  body_too_large: { status: 413, retryable: false, cure: "Send a smaller body; the message has the limit." },
  model_rejected: {
    status: 422,
    retryable: false,
    cure: "The file is missing, damaged, hostile or not GGUF; the message says what is wrong. Get the file again.",
  },
  load_failed: {
    status: 500,
    retryable: false,
    cure: "The engine could not load a well-formed file; the message has its reason.",
  },
  generation_failed: { status: 500, retryable: true, cure: "The engine failed while generating; try again." },
  internal: { status: 500, retryable: false, cure: "A fault in Tresor: report it with the request id." },
  worker_died: {
    status: 502,
    retryable: true,
    cure: "The model's process ended; the next request starts it again, after a short back-off.",
  },
  seal_unavailable: {
    status: 503,
    retryable: false,
    cure: "The kernel gives no wall around the model's process. Fix what the message names, or go on without: --seal off.",
  },
  insufficient_memory: {
    status: 503,
    retryable: true,
    cure: "Unload a model, use a smaller context or fewer slots; the message has the numbers.",
  },
  ledger_unavailable: {
    status: 503,
    retryable: true,
    cure: "The ledger cannot be written and this client is served only with it. Make room on the disk; the message has the reason.",
  },
  queue_full: {
    status: 503,
    retryable: true,
    cure: "Too many requests wait for this model; try again after Retry-After.",
  },
  shutting_down: { status: 503, retryable: true, cure: "Tresor is stopping; try again when it is back." },
  deadline_exceeded: { status: 504, retryable: true, cure: "The request ran into its own deadline; allow more time." },
  not_running: { status: 503, retryable: true, cure: "Start Tresor: `tresor serve`, or open the app." },
  port_taken: { status: 409, retryable: false, cure: "Another program listens there; stop it or choose --port." },
  already_running: {
    status: 409,
    retryable: false,
    cure: "A Tresor already uses this data directory; use it, or another --data-dir.",
  },
  cancelled: { status: 499, retryable: true, cure: "The caller went away or stopped the request." },
} as const satisfies Record<string, { status: number; retryable: boolean; cure: string }>;

export type ErrorCode = keyof typeof errorRegistry;
export const errorCodes = Object.keys(errorRegistry) as [ErrorCode, ...ErrorCode[]];

/** Facts that belong to a failure, for programs: counts, names, limits. Never prompt text. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** The form in which a failure crosses a process or the wire. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: ErrorDetails | undefined;
}

export class TresorError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;

  constructor(code: ErrorCode, message: string, details?: ErrorDetails, options?: ErrorOptions) {
    super(message, options);
    this.name = "TresorError";
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return errorRegistry[this.code].status;
  }

  get retryable(): boolean {
    return errorRegistry[this.code].retryable;
  }

  toWire(): WireError {
    return { code: this.code, message: this.message, ...(this.details === undefined ? {} : { details: this.details }) };
  }

  static fromWire(wire: WireError): TresorError {
    return new TresorError(isErrorCode(wire.code) ? wire.code : "internal", wire.message, wire.details);
  }

  /** Any thrown value as a TresorError; what is not one becomes `internal` and keeps its cause. */
  static from(thrown: unknown): TresorError {
    if (thrown instanceof TresorError) return thrown;
    if (thrown instanceof Error && thrown.name === "AbortError")
      return new TresorError("cancelled", "The request was cancelled.");
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return new TresorError("internal", message, undefined, { cause: thrown });
  }
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === "string" && Object.hasOwn(errorRegistry, value);
}
