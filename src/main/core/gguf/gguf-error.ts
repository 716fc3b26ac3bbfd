/** Why a file is refused: a full sentence that tells the user what is wrong with it. The parser throws nothing else. */
export class GgufError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "GgufError";
  }
}
