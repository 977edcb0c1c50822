import type { SampleSet } from "./reader.ts";

/**
 * The distance between samples in seconds, as people set it: 57 s is a minute with jitter. Only distances that are like the
 * one before count, which gaps are not. Where files of different steps come together it is the step that covers most of
 * the time, because the finer samples fit into it and not the other way round. A quarter of an hour for a single sample.
 */
export function inferStep(sets: readonly SampleSet[]): number {
  const seconds = new Float64Array(usualSteps.length);
  let single = -1;
  for (const { times } of sets) {
    const thinned = Math.max(1, Math.floor(times.length / sampled));
    for (let i = 1; i < times.length; i += thinned) {
      const step = stepOf(times, i);
      if (single < 0) single = step;
      if (i > 1 && step === stepOf(times, i - 1)) seconds[step] = (seconds[step] ?? 0) + (usualSteps[step] ?? 0);
    }
  }
  const total = seconds.reduce((sum, each) => sum + each, 0);
  let covered = 0;
  const middle = seconds.findIndex((each) => {
    covered += each;
    return covered > total / 2;
  });
  return coarseEnough(usualSteps[middle < 0 ? single : middle] ?? 900, sets);
}

/** Slots kept, the newest: a year at 5 min. */
export const mostSlots = 105_120;

/** Seconds; each divides the day, or is days, so that a day has whole steps. */
const usualSteps: readonly number[] = [
  1, 5, 10, 15, 20, 30, 60, 120, 180, 240, 300, 360, 480, 600, 720, 900, 1200, 1440, 1800, 2400, 2700, 3600, 4800, 5400,
  7200, 10_800, 14_400, 21_600, 28_800, 43_200, 86_400, 604_800,
];

/** How much longer than its step a distance may be. */
const jitter = 0.1;

/** Distances looked at per set. */
const sampled = 5000;

/** Seconds of history that must fit into the slots: older samples may be dropped, but not for the sake of seconds. */
const wanted = 90 * 86_400;

/** Index of the usual step that the distance before sample `i` is, jitter aside. */
function stepOf(times: Float64Array, i: number): number {
  const distance = ((times[i] ?? 0) - (times[i - 1] ?? 0)) / 1000;
  const step = usualSteps.findIndex((usual) => distance <= usual * (1 + jitter));
  return step < 0 ? usualSteps.length - 1 : step;
}

function coarseEnough(step: number, sets: readonly SampleSet[]): number {
  const first = sets.reduce((least, { times }) => Math.min(least, times[0] ?? least), Number.POSITIVE_INFINITY);
  const last = sets.reduce((most, { times }) => Math.max(most, times.at(-1) ?? most), Number.NEGATIVE_INFINITY);
  const span = Math.min((last - first) / 1000, wanted);
  return usualSteps.find((usual) => usual >= step && span / usual < mostSlots) ?? step;
}
