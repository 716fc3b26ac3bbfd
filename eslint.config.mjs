import { existsSync } from "node:fs";
import { join } from "node:path";
import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

// Layers are dependency-cruiser's work (.dependency-cruiser.cjs); this is about the code inside a file.
// Without the clients' own packages there are no types to check their tests by; `npm run test:clients` installs them and comes back.
const withoutTypes = existsSync(join(import.meta.dirname, "test", "clients", "node_modules")) ? [] : ["test/clients/"];

export default tseslint.config(
  { ignores: ["out/", ".cache/", "**/node_modules/", ...withoutTypes] },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "max-lines": ["error", { max: 400 }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/require-await": "off",
      // Electron makes its classes through factories (Menu.buildFromTemplate).
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "no-restricted-syntax": [
        "error",
        { selector: "ExportAllDeclaration", message: "No barrels: import from the file that defines the name." },
        { selector: "ExportDefaultDeclaration", message: "One main named export per file." },
      ],
    },
  },
  { files: ["**/*.config.ts"], rules: { "no-restricted-syntax": "off" } },
  {
    files: ["src/renderer/**/*.{ts,tsx}"],
    plugins: { "react-hooks": hooks },
    rules: hooks.configs.recommended.rules,
  },
  {
    files: ["**/*.{js,mjs,cjs}"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        module: "writable",
        URL: "readonly",
        setTimeout: "readonly",
        clearTimeout: "readonly",
        fetch: "readonly",
        performance: "readonly",
        Buffer: "readonly",
        AbortSignal: "readonly",
        AbortController: "readonly",
        TextDecoder: "readonly",
      },
    },
  },
);
