import { chartColors, type Plot, type TimeScale, type ValueScale } from "./chart-frame.ts";
import { html, type Markup } from "./markup.ts";

/** Horizontal rules with their values at the left. */
export function valueAxis(
  y: ValueScale,
  plot: Plot,
  ticks: readonly { readonly value: number; readonly label: string }[],
): Markup {
  const lines = ticks.map(({ value, label }) => {
    const at = y(value).toFixed(1);
    return html`<line x1="${plot.left}" x2="${plot.right}" y1="${at}" y2="${at}" stroke="${chartColors.text}" stroke-opacity="0.25"/><text x="${plot.left - 5}" y="${(y(value) + 3).toFixed(1)}" text-anchor="end" fill="${chartColors.text}">${label}</text>`;
  });
  return html`<g class="axis">${lines}</g>`;
}

/** A few dates along the bottom, in UTC. */
export function timeAxis(x: TimeScale, plot: Plot): Markup {
  const count = Math.max(2, Math.floor((plot.right - plot.left) / 80));
  const format = formatFor(x);
  const marks = x
    .ticks(count)
    .map((time) => ({ at: x(time), label: format(time) }))
    // A label at the very edge would be cut off.
    .filter(({ at }) => at > plot.left + 12 && at < plot.right - 14)
    .map(
      ({ at, label }) =>
        html`<line x1="${at.toFixed(1)}" x2="${at.toFixed(1)}" y1="${plot.bottom}" y2="${plot.bottom + 4}" stroke="${chartColors.text}"/><text x="${at.toFixed(1)}" y="${plot.bottom + 15}" text-anchor="middle" fill="${chartColors.text}">${label}</text>`,
    );
  return html`<g class="axis">${marks}</g>`;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Days where the axis spans days, else hours. */
function formatFor(x: TimeScale): (time: Date) => string {
  const [start, end] = x.domain();
  const days = ((end?.getTime() ?? 0) - (start?.getTime() ?? 0)) / 86_400_000;
  return (time) => {
    const isMidnight = time.getUTCHours() === 0 && time.getUTCMinutes() === 0;
    return days > 3 || isMidnight
      ? `${time.getUTCDate()} ${months[time.getUTCMonth()]}`
      : `${padded(time.getUTCHours())}:${padded(time.getUTCMinutes())}`;
  };
}

function padded(number: number): string {
  return String(number).padStart(2, "0");
}
