/**
 * Clients send thinking back only when it is signed, and never look into the signature. Ours vouches for nothing, so it is the same
 * for all: base64 of `tresor`.
 */
export const signature = "dHJlc29y";
