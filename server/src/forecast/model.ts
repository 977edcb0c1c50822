import type { ModelName } from "./forecast.ts";
import type { SeasonalWork } from "./seasonal-work.ts";
import type { Window } from "./window.ts";

/** One way to continue a series. */
export interface Model {
  readonly name: ModelName;
  /** Baselines need no fitting; a regression must beat the best of them to be used. */
  readonly baseline: boolean;
  /** As people read it, in the middle of a sentence. */
  readonly title: string;
  /** Learns the window and gives its continuation, or undefined where the window is too short for this model. */
  readonly fit: (window: Window, horizon: number, shared?: Shared) => Continuation | undefined;
}

/** Work that the fits at several origins of the same values have in common. */
interface Shared {
  readonly work: SeasonalWork;
  /** The step of those values at which the window ends. */
  readonly end: number;
}

/** The next `steps` values after the window. */
type Continuation = (steps: number) => Float64Array;
