import type { Model } from "./model.ts";
import { addRows, combineRow, emptyEquations, type Rows, solve } from "./normal-equations.ts";
import { at, type Window } from "./window.ts";

/** Trend and waves of the day and the week by least squares with a ridge: smooth courses, whatever the last days did. */
export const fourier: Model = {
  name: "fourier",
  baseline: false,
  title: "daily and weekly waves (Fourier regression)",
  fit: (window) => {
    const { values, day } = window;
    const count = values.length;
    if (count < 3 * day || day < 4) return undefined;
    const weekly = count >= fewestWeeks * 7 * day;
    const unit = values.reduce((sum, value) => sum + Math.abs(value), 0) / count;
    if (!(unit > 0)) return undefined;
    const rows = wavesOf(window, unit, weekly, 0, count);
    const weights = window.measured.map(Number);
    const equations = emptyEquations(rows.width);
    const decayed = Float64Array.from(weights, (weight, i) => weight * 0.5 ** ((count - i) / day / halfLife));
    addRows(equations, rows, decayed, 0, count);
    const coefficients = solve(equations, ridge);
    const ceiling = 1.5 * values.reduce((most, value) => Math.max(most, value), 0);
    return (steps) => {
      const ahead = wavesOf(window, unit, weekly, count, steps);
      return Float64Array.from({ length: steps }, (_, i) =>
        Math.min(Math.max(unit * combineRow(ahead, i, coefficients), 0), ceiling),
      );
    };
  },
};

const dailyWaves = 8;
const weeklyWaves = 6;
/** A week is a rhythm only when it came twice. */
const fewestWeeks = 2;
const ridge = 0.001;
/** In days. */
const halfLife = 7;

/** Rows for `steps` steps from step `from` of the window on. */
function wavesOf(window: Window, unit: number, weekly: boolean, from: number, steps: number): Rows {
  const { values, day } = window;
  const periods = [
    ...Array.from({ length: Math.min(dailyWaves, Math.floor(day / 2) - 1) }, (_, i) => day / (i + 1)),
    ...Array.from({ length: weekly ? weeklyWaves : 0 }, (_, i) => (7 * day) / (i + 1)),
  ];
  const width = 2 + 2 * periods.length;
  const columns = new Float64Array(steps * width);
  for (let i = 0; i < steps; i++) {
    const step = from + i;
    columns[i * width] = 1;
    columns[i * width + 1] = (step - values.length) / values.length;
    periods.forEach((period, wave) => {
      const angle = (2 * Math.PI * step) / period;
      columns[i * width + 2 + 2 * wave] = Math.cos(angle);
      columns[i * width + 3 + 2 * wave] = Math.sin(angle);
    });
  }
  const targets = Float64Array.from({ length: steps }, (_, i) =>
    from + i < values.length ? at(values, from + i) / unit : 0,
  );
  return { width, columns, targets };
}
