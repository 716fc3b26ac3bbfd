/** Random access to bytes of known length: a file on disk, or a buffer in tests. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Exactly `length` bytes from `offset`; the caller has checked both against `sizeBytes`. Throws when the medium gives fewer. */
  read(offset: number, length: number): Uint8Array;
}
