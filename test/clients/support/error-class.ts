/** By name: clients bring several versions of the same package, each with classes of its own. */
export function isOfClass(error: unknown, name: string): error is Error {
  return error instanceof Error && error.constructor.name === name;
}
