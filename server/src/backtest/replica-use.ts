/** What one replica of a container used of one resource, on a regular grid. */
export interface ReplicaUse {
  readonly resource: "cpu" | "memory";
  /** Epoch milliseconds of the first slot. */
  readonly start: number;
  readonly stepSeconds: number;
  /** Cores or bytes; NaN is a gap. */
  readonly mean: Float64Array;
  /** The highest use within each step. */
  readonly max: Float64Array;
  /** Containers that run together in the pod: some recommenders divide a floor over them. */
  readonly containers: number;
  /** Ascending: when a limit was exceeded. */
  readonly kills: readonly Kill[];
}

/** A memory limit that was exceeded. */
export interface Kill {
  /** Epoch milliseconds. */
  readonly time: number;
  /** Bytes: the request and the limit that were in force. */
  readonly request: number;
  readonly limit: number;
}

/** Values of one resource of a container in base units; undefined where none is set. */
export interface RequestAndLimit {
  readonly request: number | undefined;
  readonly limit: number | undefined;
}

/** The use that is known `steps` steps after the start, with what was killed until then. */
export function knownUse(use: ReplicaUse, steps: number, kills: readonly Kill[]): ReplicaUse {
  return { ...use, mean: use.mean.subarray(0, steps), max: use.max.subarray(0, steps), kills };
}

/** The last days of a use. */
export function lastDays(values: Float64Array, stepSeconds: number, days: number): Float64Array {
  return values.subarray(Math.max(0, values.length - Math.round((days * 86_400) / stepSeconds)));
}

/** Measured values in ascending order; gaps do not count. */
export function ascending(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value)).sort();
}

/** Epoch milliseconds at which a slot begins. */
export function slotTime({ start, stepSeconds }: Pick<ReplicaUse, "start" | "stepSeconds">, slot: number): number {
  return start + slot * stepSeconds * 1000;
}
