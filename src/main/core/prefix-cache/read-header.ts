import { open } from "node:fs/promises";
import { decodeHeader, headerBytes, type PrefixHeader } from "./prefix-header";

/** The header of a saved prefix, not yet authenticated; null when the file is none of this binding. @throws Error when unreadable */
export async function readHeader(path: string, binding: string): Promise<PrefixHeader | null> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const bytes = Buffer.alloc(headerBytes);
    const { bytesRead } = await file.read(bytes, 0, headerBytes, 0);
    return decodeHeader(bytes.subarray(0, bytesRead), binding, size);
  } finally {
    await file.close();
  }
}
