/** Vite gives a file's text for this suffix, in the build and in the tests. */
declare module "*?raw" {
  const text: string;
  export { text as default };
}
