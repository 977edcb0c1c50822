import { html, type Markup } from "./markup.ts";
import { percent } from "./report-facts.ts";

/** Above this share a node has hardly room for a pod more. */
const nearlyFull = 0.95;

/** A bar that is filled to a share (0–1), drawn as SVG because style attributes are not allowed in the page. */
export function utilizationBar(share: number, label: string): Markup {
  const width = (Math.min(Math.max(share, 0), 1) * 100).toFixed(1);
  const fill = share > nearlyFull ? "fill full" : "fill";
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="${label} ${percent(share)}"><rect class="track" width="100" height="8"/><rect class="${fill}" width="${width}" height="8"/></svg>`;
}
