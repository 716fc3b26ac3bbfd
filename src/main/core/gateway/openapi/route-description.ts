import type { z } from "zod";

/** What is said of a route beside it; its method and pattern come from the route itself, who may use it from route-access.ts. */
export interface RouteDescription {
  /** What it does, in a few words. */
  readonly summary: string;
  /** The fields of a JSON body as they are read; unknown fields are ignored. */
  readonly body?: z.ZodType;
  /** Fields without which the body is refused. */
  readonly required?: readonly string[];
  /** Media type of a body that is no JSON. */
  readonly bodyType?: string;
  /** Media types of the answer; default: JSON. */
  readonly answers?: readonly string[];
}

/** By method and pattern: `POST /v1/embeddings`. */
export type RouteDescriptions = Readonly<Record<string, RouteDescription>>;

export const json = "application/json";
export const serverSentEvents = "text/event-stream";
export const jsonLines = "application/x-ndjson";
