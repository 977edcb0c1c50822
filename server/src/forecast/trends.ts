import { PolynomialRegression, SimpleLinearRegression, TheilSenRegression } from "ml-regression";
import type { ModelName } from "./forecast.ts";
import type { Model } from "./model.ts";
import { median } from "./statistics.ts";
import { at, type Window } from "./window.ts";

/** A straight line by least squares, with the usual course of the day on it. */
export const linear: Model = trend("linear", "a linear trend", (x, y) => {
  const line = new SimpleLinearRegression(x, y);
  return (ahead) => line.predict(ahead);
});

/**
 * A parabola, with the usual course of the day on it. Outside its data a parabola runs away, so its time slows down
 * there and comes to a stand a quarter of the window ahead.
 */
export const polynomial: Model = trend("polynomial", "a polynomial trend of degree 2", (x, y) => {
  const curve = new PolynomialRegression(x, y, 2);
  return (ahead) => curve.predict(ahead > 0 ? standstill * (1 - Math.exp(-ahead / standstill)) : ahead);
});

/** Theil–Sen's line, which outliers do not move, with the usual course of the day on it. */
export const robust: Model = trend("robust", "a robust (Theil–Sen) trend", (x, y) => {
  const thin = Math.max(1, x.length / theilSenPoints);
  const points = Array.from({ length: Math.min(x.length, theilSenPoints) }, (_, i) => Math.floor(i * thin));
  const line = new TheilSenRegression(
    points.map((i) => x[i] ?? 0),
    points.map((i) => y[i] ?? 0),
  );
  return (ahead) => line.predict(ahead);
});

/** In windows: how far ahead a parabola is followed. */
const standstill = 0.25;

/** Theil–Sen looks at all pairs; 240 points are 29,000 slopes and a few milliseconds. */
const theilSenPoints = 240;

/**
 * Trend plus course of the day. Time runs from -1 at the window's first step to 0 at its end: the regressions lose all
 * precision on unscaled time stamps, without a word.
 */
function trend(
  name: ModelName,
  title: string,
  fitTrend: (x: readonly number[], y: readonly number[]) => (ahead: number) => number,
): Model {
  return {
    name,
    baseline: false,
    title,
    fit: (window) => {
      const { values, measured, day } = window;
      const length = values.length;
      // Whole days only: half a day more would tilt the line.
      const start = length >= 2 * day ? length % day : 0;
      const steps = Array.from({ length: length - start }, (_, i) => start + i).filter((i) => measured[i] === 1);
      if (steps.length < 3) return undefined;
      const time = (step: number) => (step - length + 1) / length;
      const line = fitTrend(
        steps.map(time),
        steps.map((i) => at(values, i)),
      );
      const profile = dayProfile(window, (step) => line(time(step)));
      const ceiling = 1.5 * values.reduce((most, value) => Math.max(most, value), 0);
      return (horizon) =>
        Float64Array.from({ length: horizon }, (_, h) => {
          const value = line(time(length + h)) + (profile[h % day] ?? 0);
          return Math.min(Math.max(value, 0), ceiling);
        });
    },
  };
}

/** The median distance from the trend at each time of day over the last seven days, counted from the window's end. */
function dayProfile({ values, day }: Window, line: (step: number) => number): readonly number[] {
  const days = Math.min(7, Math.floor(values.length / day));
  if (days < 2) return [];
  return Array.from({ length: day }, (_, slot) =>
    median(
      Array.from({ length: days }, (_, back) => {
        const step = values.length - (back + 1) * day + slot;
        return at(values, step) - line(step);
      }),
    ),
  );
}
