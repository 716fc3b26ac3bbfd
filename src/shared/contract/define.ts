import type { z } from "zod";

/** A call that changes nothing: `GET /tresor/v1/NAME?field=value`. */
export interface Query<I extends z.ZodType, O extends z.ZodType> {
  readonly kind: "query";
  readonly input: I;
  readonly output: O;
}

/** A call that acts: `POST /tresor/v1/NAME` with a JSON body. */
export interface Command<I extends z.ZodType, O extends z.ZodType> {
  readonly kind: "command";
  readonly input: I;
  readonly output: O;
}

/** A call that answers piece by piece until it ends, fails or is cancelled: `POST`, answered as server-sent events. */
export interface Stream<I extends z.ZodType, O extends z.ZodType> {
  readonly kind: "stream";
  readonly input: I;
  /** The shape of one piece. */
  readonly output: O;
}

export type CallDefinition = Query<z.ZodType, z.ZodType> | Command<z.ZodType, z.ZodType> | Stream<z.ZodType, z.ZodType>;

export const query = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Query<I, O> => ({
  kind: "query",
  input,
  output,
});
export const command = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Command<I, O> => ({
  kind: "command",
  input,
  output,
});
export const stream = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Stream<I, O> => ({
  kind: "stream",
  input,
  output,
});
