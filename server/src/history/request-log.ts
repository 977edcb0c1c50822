import { checked } from "./cell.ts";
import type { SampleSet } from "./reader.ts";
import { readUse, stemOf } from "./resource-names.ts";

/** Counts requests to a language model by their times: events become rates, and a time without events is a zero. */
export interface RequestLog {
  /** Epoch milliseconds, or milliseconds from the log's own start. */
  readonly add: (time: number, promptTokens: number, generatedTokens: number) => void;
  /** Rates of requests and tokens; the first and last steps are left out where they are not whole. */
  readonly finish: (file: string) => readonly SampleSet[];
  readonly events: () => number;
}

/** An empty log. It grows with the time it covers, not with its requests: the longer it is, the wider its bins. */
export function createRequestLog(): RequestLog {
  let width = 0;
  let bins = new Map<number, Bin>();
  let events = 0;
  const secondsOf = (): number => widths[width] ?? widest;
  return {
    add: (time, promptTokens, generatedTokens) => {
      events++;
      addTo(bins, Math.floor(time / 1000 / secondsOf()), [1, amount(promptTokens), amount(generatedTokens)]);
      if (bins.size <= mostBins || secondsOf() === widest) return;
      const before = secondsOf();
      width++;
      const wider = new Map<number, Bin>();
      for (const [bin, counts] of bins) addTo(wider, Math.floor((bin * before) / secondsOf()), counts);
      bins = wider;
    },
    events: () => events,
    finish: (file) => {
      const workload = readUse(stemOf(file)).workload ?? stemOf(file);
      return measures.flatMap((resource, measure) => setsOf(bins, secondsOf(), measure, { workload, resource }));
    },
  };
}

/** Requests, tokens of prompts, generated tokens. */
type Bin = [number, number, number];

const measures = ["requests", "prompt-tokens", "generation-tokens"] as const;

/** Seconds; each holds a whole number of the one before. */
const widths: readonly number[] = [10, 50, 150, 600, 3600];
const widest = 3600;
const mostBins = 100_000;

/** Bins that make a step: the step's rate is their mean, its peak the highest of them. */
const binsInStep = 6;

function amount(tokens: number): number {
  const cell = checked(tokens);
  return "value" in cell ? cell.value : 0;
}

function addTo(bins: Map<number, Bin>, index: number, [requests, prompt, generated]: Bin): void {
  const bin = bins.get(index) ?? [0, 0, 0];
  bin[0] += requests;
  bin[1] += prompt;
  bin[2] += generated;
  bins.set(index, bin);
}

function setsOf(
  bins: ReadonlyMap<number, Bin>,
  width: number,
  measure: number,
  key: { readonly workload: string; readonly resource: string },
): readonly SampleSet[] {
  const indexes = Float64Array.from(bins.keys()).sort();
  const total = [...bins.values()].reduce((sum, bin) => sum + (bin[measure] ?? 0), 0);
  const [firstBin, lastBin] = [indexes[0], indexes.at(-1)];
  if (firstBin === undefined || lastBin === undefined || total === 0) return [];
  const whole = (lastBin - firstBin) / binsInStep >= fewestSteps;
  // The step in which the log begins and the one in which it ends have a part of their requests only.
  const first = Math.floor(firstBin / binsInStep) + (whole && firstBin % binsInStep > 0 ? 1 : 0);
  const last = Math.floor(lastBin / binsInStep) - (whole && lastBin % binsInStep < binsInStep - 1 ? 1 : 0);
  const steps = Array.from({ length: Math.max(last - first + 1, 1) }, (_, step) =>
    Array.from({ length: binsInStep }, (_bin, bin) => {
      const counts = bins.get((first + step) * binsInStep + bin);
      return (counts?.[measure] ?? 0) / width;
    }),
  );
  const times = Float64Array.from(steps, (_, step) => (first + step + 1) * binsInStep * width * 1000);
  const mean = Float64Array.from(steps, (rates) => rates.reduce((sum, rate) => sum + rate, 0) / binsInStep);
  const max = Float64Array.from(steps, (rates) => Math.max(...rates));
  return [
    { ...key, statistic: "mean", times, values: mean },
    { ...key, statistic: "max", times, values: max },
  ];
}

/** Of a shorter log every step is needed. */
const fewestSteps = 4;
