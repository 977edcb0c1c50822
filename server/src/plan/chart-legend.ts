import { chartColors } from "./chart-frame.ts";
import { html, type Markup } from "./markup.ts";

/** One curve or level by name. */
export interface LegendEntry {
  readonly label: string;
  readonly color: string;
  readonly dashes?: string;
}

/** Average advance of a letter of the chart's font: there is nothing to measure text with. */
const letterWidth = 5.7;
const strokeWidth = 14;
const gap = 14;

/** The entries in a row from `x`; those that would not fit before `right` are left out. */
export function legend(
  entries: readonly LegendEntry[],
  at: { readonly x: number; readonly y: number; readonly right: number },
): Markup {
  let x = at.x;
  const shown: Markup[] = [];
  for (const { label, color, dashes = "none" } of entries) {
    const width = strokeWidth + 4 + label.length * letterWidth;
    if (x + width > at.right) break;
    shown.push(
      html`<line x1="${x}" x2="${x + strokeWidth}" y1="${at.y - 3}" y2="${at.y - 3}" stroke="${color}" stroke-width="2" stroke-dasharray="${dashes}"/><text x="${x + strokeWidth + 4}" y="${at.y}" fill="${chartColors.text}">${label}</text>`,
    );
    x = Math.round(x + width + gap);
  }
  return html`<g class="legend">${shown}</g>`;
}
