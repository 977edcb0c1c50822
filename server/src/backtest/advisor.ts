import type { BacktestCase } from "./backtest-case.ts";
import type { Advised, Recommender } from "./recommenders/recommender.ts";
import { type Kill, knownUse, type RequestAndLimit } from "./replica-use.ts";

/** Where one way to size stands with one resource of a container. */
export interface Standing {
  readonly case: BacktestCase;
  readonly inForce: RequestAndLimit;
  /** What its own limits have killed so far. */
  readonly kills: readonly Kill[];
}

/** Sets the values of a workload's containers, once a day. */
export interface Advisor {
  readonly id: string;
  readonly name: string;
  /** Share of the value in force below which that is left alone. */
  readonly minimumChange: number;
  /** By what is known before `origin` (epoch milliseconds): for each standing what to set; undefined leaves it as it is. */
  readonly advise: (origin: number, standings: readonly Standing[]) => readonly (Settled | undefined)[];
}

/** Values to set; a limit of null is none, and one that is left out keeps today's ratio to the request. */
export type Settled = Pick<Advised, "request"> & { readonly limit?: number | null };

/** Leaves everything as the manifests have it. */
export const today: Advisor = {
  id: "today",
  name: "today's values",
  minimumChange: 0,
  advise: (_, standings) => standings.map(() => undefined),
};

/** A known recommender, which looks at each resource of each container alone. */
export function advisorOf({ id, name, minimumChange, advise }: Recommender): Advisor {
  return {
    id,
    name,
    minimumChange,
    advise: (origin, standings) =>
      standings.map(({ case: { use }, kills }) => {
        const steps = Math.floor((origin - use.start) / (use.stepSeconds * 1000));
        return steps < 1 ? undefined : advise(knownUse(use, steps, kills));
      }),
  };
}
