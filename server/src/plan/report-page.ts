import { html, type Markup, trusted } from "./markup.ts";
import { reportStyle } from "./report-style.ts";

/** What a report's page holds. */
export interface ReportPage {
  readonly title: string;
  /** One line below the title. */
  readonly summary: string;
  readonly main: Markup;
  readonly nonce: string;
}

/**
 * One page that needs nothing else: it follows the editor's theme inside VS Code and the system's elsewhere. Its one
 * style and one script carry `nonce`, and it allows nothing besides them. Elements with `data-file` and `data-offset`
 * post `{type: "jump", file, offset}` to VS Code when they are pressed.
 */
export function reportPage({ title, summary, main, nonce }: ReportPage): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; img-src data:`;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style nonce="${nonce}">${trusted(reportStyle)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="summary">${summary}</p>
</header>
<main>
${main}
</main>
<script nonce="${nonce}">${trusted(reportScript)}</script>
</body>
</html>
`.markup;
}

/** Outside of VS Code there is nothing to jump to: the links become plain text. */
const reportScript = `
const editor = typeof acquireVsCodeApi === "function" ? acquireVsCodeApi() : undefined;
document.body.classList.toggle("standalone", editor === undefined);
for (const link of document.querySelectorAll("button[data-file]")) link.disabled = editor === undefined;
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-file]");
  if (link === null || editor === undefined) return;
  editor.postMessage({ type: "jump", file: link.dataset.file, offset: Number(link.dataset.offset) });
});
`;
