import type { Plan, PlanBacktest } from "../plan/plan-data.ts";

/**
 * What the server needs from where it runs: files, a worker to plan in, and time. Files are named by URI, in the
 * normal form of `uris.ts`.
 */
export interface Host {
  /** Address of the folder with the pages about findings, ending in `/`; undefined where there is none. */
  readonly documentation: string | undefined;
  /** The files below a folder that match one of the globs; empty where the folder cannot be read. */
  readonly listFiles: (listing: FileListing) => Promise<readonly string[]>;
  readonly readFile: (uri: string, reading: FileReading) => Promise<FileText>;
  readonly startWorker: () => PlanWorker;
  /** Does something later; the result takes it back. */
  readonly after: (seconds: number, action: () => void) => () => void;
}

export interface FileListing {
  readonly folder: string;
  /** Relative to the folder; `..` leads out of it. */
  readonly globs: readonly string[];
  readonly exclude: readonly string[];
  /** True: what git ignores is left out, but for what a glob names before its first wildcard. */
  readonly respectGitignore: boolean;
  /** Folders outside of which nothing may be read, links followed; undefined: anything may. */
  readonly within: readonly string[] | undefined;
}

interface FileReading {
  readonly maximumBytes: number;
  /** As in `FileListing`. */
  readonly within: readonly string[] | undefined;
}

/** A file's text, or in a sentence why there is none. */
export type FileText = { readonly text: string } | { readonly problem: string };

/** Plans away from the thread that answers the editor. */
export interface PlanWorker {
  /** False once the worker has ended, for whatever reason: it will not answer any more. */
  readonly alive: boolean;
  /**
   * One plan at a time. Never rejects: what goes wrong is an outcome. Some time after a plan `backtested` is told what
   * the last days would have cost and risked, unless another plan is begun before.
   */
  readonly plan: (
    job: PlanJob,
    progress: PlanProgress,
    backtested?: (backtest: PlanBacktest) => void,
  ) => Promise<PlanOutcome>;
  /** Asks the running plan to end soon. */
  readonly stop: () => void;
  /** Ends the worker at once; a running plan comes out as `died`. */
  readonly terminate: () => void;
}

/** Told how far a plan is (0–1) and what is being done. */
export type PlanProgress = (share: number, message: string) => void;

/** Everything that a plan of the workspace is made from; immutable, so that its identity tells whether it is still the present. */
export interface PlanJob {
  /** Texts of all manifests by URI, unsaved ones among them. */
  readonly texts: ReadonlyMap<string, string>;
  readonly folders: readonly string[];
  /** False: no history file outside the folders is read. */
  readonly trusted: boolean;
  /** Globs of history files, relative to each folder, where no ResourcePlan names any. */
  readonly historyFiles: readonly string[];
  /** Globs of what is not looked into. */
  readonly exclude: readonly string[];
  readonly seed: number;
}

export type PlanOutcome =
  | { readonly plan: Plan }
  /** The ResourcePlan asks for what cannot be done; says what. */
  | { readonly refused: string }
  | { readonly stopped: true }
  /** Planning itself failed; the worker lives on. */
  | { readonly failed: string }
  /** The worker ended before it answered. */
  | { readonly died: string };
