/** `9f31c2a4e07a`: the twelve digits that the library takes for the whole digest. */
export const shortDigest = (digest: string): string => digest.replace(/^sha256:/, "").slice(0, 12);
