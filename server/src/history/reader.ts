import type { Baselines } from "./baseline.ts";
import type { HistoryProblem } from "./series.ts";

/** Reads one history file piece by piece, so that its size does not matter. */
export interface HistoryReader {
  readonly push: (chunk: string) => void;
  /** What was read; the reader is spent then. */
  readonly end: () => ReadResult;
}

/** What one file holds, before it is put together with others. */
export interface ReadResult {
  readonly file: string;
  /** False where the file is no usage history at all; `unreadable` says why, and what would be one. */
  readonly recognized: boolean;
  readonly unreadable?: string;
  readonly rows: number;
  readonly used: number;
  readonly problems: readonly HistoryProblem[];
  readonly samples: readonly SampleSet[];
  /** What VerticalPodAutoscalers know, where the file holds any. */
  readonly baselines?: Baselines;
}

/** Samples of one resource of one workload, container or pod: in order of time, one at a time. */
export interface SampleSet extends SampleKey {
  /** Epoch milliseconds. */
  readonly times: Float64Array;
  /** Base units. */
  readonly values: Float64Array;
}

/** What a sample is of. `workload` is empty where only the pod is known. */
export interface SampleKey {
  readonly namespace?: string;
  readonly workload: string;
  readonly container?: string;
  /** Samples that name their pod are summed over the pods; the others are totals. */
  readonly pod?: string;
  /** Further labels that tell parts of one use apart (the devices of a pod, the status of requests): parts are summed. */
  readonly part?: string;
  readonly resource: string;
  /** Whether the samples are means or maxima of their step. */
  readonly statistic: "mean" | "max";
}
