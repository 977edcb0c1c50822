/** The report's look: VS Code's theme by its CSS variables, with a light and a dark set of its own to fall back to. */
export const reportStyle: string = `
:root {
  --ground: var(--vscode-editor-background, #ffffff);
  --text: var(--vscode-editor-foreground, #1f2328);
  --muted: var(--vscode-descriptionForeground, #59636e);
  --line: var(--vscode-contrastBorder, var(--vscode-panel-border, #d1d9e0));
  --card: var(--vscode-editorWidget-background, #f6f8fa);
  --link: var(--vscode-textLink-foreground, #0969da);
  --focus: var(--vscode-focusBorder, #0969da);
  --good: var(--vscode-charts-green, #1a7f37);
  --bad: var(--vscode-charts-red, #cf222e);
  --warn: var(--vscode-editorWarning-foreground, #bc4c00);
  --bar: var(--vscode-charts-blue, #0969da);
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: var(--vscode-editor-background, #0d1117);
    --text: var(--vscode-editor-foreground, #e6edf3);
    --muted: var(--vscode-descriptionForeground, #9198a1);
    --line: var(--vscode-contrastBorder, var(--vscode-panel-border, #30363d));
    --card: var(--vscode-editorWidget-background, #161b22);
    --link: var(--vscode-textLink-foreground, #4493f8);
    --focus: var(--vscode-focusBorder, #4493f8);
    --good: var(--vscode-charts-green, #3fb950);
    --bad: var(--vscode-charts-red, #f85149);
    --warn: var(--vscode-editorWarning-foreground, #d29922);
    --bar: var(--vscode-charts-blue, #4493f8);
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 24px 28px 48px; max-width: 1180px;
  background: var(--ground); color: var(--text);
  font: var(--vscode-font-size, 14px)/1.5 var(--vscode-font-family, system-ui, -apple-system, "Segoe UI", sans-serif);
}
h1 { margin: 0; font-size: 1.7em; font-weight: 600; }
h2 { margin: 36px 0 10px; font-size: 1.2em; font-weight: 600; }
h3 { margin: 0 0 4px; font-size: 1em; font-weight: 600; }
p { margin: 0 0 8px; }
.summary, .muted, caption, small { color: var(--muted); }
.summary { margin-top: 4px; font-size: 1.05em; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 12px; margin-top: 20px; }
.card { padding: 12px 14px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.card h2 { margin: 0; font-size: 0.85em; font-weight: 500; color: var(--muted); }
.card .figure { font-size: 1.45em; font-weight: 600; white-space: nowrap; font-variant-numeric: tabular-nums; }
.card .figure s { font-weight: 400; font-size: 0.75em; color: var(--muted); text-decoration: none; }
.card small { display: block; margin-top: 2px; line-height: 1.35; }
.card svg.bar { margin: 6px 0; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.warn { color: var(--warn); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: 0 0 8px; }
th, td { padding: 7px 12px 7px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { font-size: 0.85em; font-weight: 500; color: var(--muted); white-space: nowrap; }
tbody th { font-weight: 400; }
tr:has(+ tr.more) > td.value, tr:has(+ tr.more) > th.container { border-bottom-color: transparent; }
td.value, td.number { white-space: nowrap; }
td.value div + div { margin-top: 2px; }
.role { color: var(--muted); font-size: 0.85em; }
.old { color: var(--muted); }
.new { font-weight: 600; }
.same { color: var(--muted); }
.percent { font-size: 0.85em; }
button.jump {
  padding: 0; border: 0; background: none; color: var(--link); font: inherit; text-align: left; cursor: pointer;
}
button.jump:hover { text-decoration: underline; }
button.jump:disabled { color: inherit; cursor: text; text-decoration: none; user-select: text; }
button.jump, a { border-radius: 3px; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
.standalone a { color: var(--link); }
svg.bar { display: block; width: 100%; min-width: 90px; height: 8px; border-radius: 4px; }
svg.bar .track { fill: var(--line); opacity: 0.6; }
svg.bar .fill { fill: var(--bar); }
svg.bar .fill.full { fill: var(--warn); }
.usage { display: grid; grid-template-columns: max-content 1fr max-content; gap: 2px 10px; align-items: center; min-width: 260px; }
ul.plain { margin: 0; padding: 0; list-style: none; }
ul.plain li { padding: 5px 0; }
ul.plain li > button.jump { font-weight: 600; margin-right: 0.4em; }
ul.plain li + li { border-top: 1px solid var(--line); }
.mark { display: inline-block; width: 1.4em; font-weight: 600; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(440px, 1fr)); gap: 16px; }
h3 small { font-weight: 400; }
article { margin-top: 20px; padding-top: 16px; border-top: 1px solid var(--line); }
figure { margin: 8px 0 0; }
figcaption { color: var(--muted); font-size: 0.92em; max-width: 62em; }
svg.chart { display: block; width: 100%; height: auto; max-width: 640px; }
svg.chart text { fill: var(--muted); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 18px; margin: 0; }
dt { color: var(--muted); }
dd { margin: 0; }
@media (max-width: 560px) { body { padding: 16px; } .charts { grid-template-columns: 1fr; } }
@media (forced-colors: active) { svg.bar .fill { fill: Highlight; } }
@media print { body { max-width: none; } h3 small { font-weight: 400; }
article { break-inside: avoid; } }
`;
