import type { ReplicaUse } from "../replica-use.ts";

/** A known way to size a container from what it used, replayed with its own published constants. */
export interface Recommender {
  /** Stable: what `--recommender` takes. */
  readonly id: string;
  /** As people know it. */
  readonly name: string;
  /**
   * What it would set for a use that is known up to some moment, in base units; undefined where that is too little for
   * it. A limit of memory that it leaves out keeps today's ratio to the request.
   */
  readonly advise: (use: ReplicaUse) => Advised | undefined;
  /** Share of the value in force below which it leaves that value alone. */
  readonly minimumChange: number;
}

/** What is to be set, in base units. */
export interface Advised {
  readonly request: number;
  readonly limit?: number;
}
