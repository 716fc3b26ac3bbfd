/** Tresor's version; a test keeps it equal to package.json, which no layer may import. */
export const version = "0.1.0";
