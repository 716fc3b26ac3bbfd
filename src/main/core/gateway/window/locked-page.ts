import { createHash } from "node:crypto";

const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:34rem;margin:20vh auto;padding:0 1.5rem}
h1{font-size:1.25rem}
code{font-family:ui-monospace,monospace}`;

const words = {
  en: {
    title: "The vault is closed",
    text: "This page opens with the one-time link that <code>tresor serve</code> prints when it starts, or with a new one from <code>tresor status --link</code>. A link works once and for ten minutes.",
  },
  de: {
    title: "Der Tresor ist geschlossen",
    text: "Diese Seite öffnet sich mit dem Einmal-Link, den <code>tresor serve</code> beim Start ausgibt, oder mit einem neuen von <code>tresor status --link</code>. Ein Link gilt einmal und zehn Minuten lang.",
  },
} as const;

/** What a browser without a session sees; it loads nothing and runs nothing. */
export function lockedPage(acceptLanguage: string | undefined): string {
  const language = /^\s*de\b/i.test(acceptLanguage ?? "") ? "de" : "en";
  const { title, text } = words[language];
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Tresor</title>
<style>${style}</style>
<h1>${title}</h1>
<p>${text}</p>
</html>
`;
}

/** Allows this page's own style and nothing else. */
export const lockedPagePolicy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
