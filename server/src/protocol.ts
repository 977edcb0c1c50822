/**
 * What client and server say to each other beyond the Language Server Protocol. Types and names only:
 * the one file of the server that the client imports.
 */
import type { Location, WorkspaceEdit } from "vscode-languageserver-protocol";

/** `initializationOptions` of the client. */
export interface InitializationOptions {
  /** False in VS Code's restricted mode: nothing outside the workspace folders is read. */
  readonly trusted: boolean;
  /** True where another extension reports schema errors of Kubernetes manifests: with `schema.validate: auto` ours are then not shown. */
  readonly schemaValidatedElsewhere?: boolean;
  /** True where another extension formats YAML: with `format.manifests: auto` ours then does not. */
  readonly formattedElsewhere?: boolean;
}

/** `workspace/executeCommand`: plans the whole workspace anew, with work-done progress, and returns the JSON of `plan`. */
export const planCommand = "resourcePlanner.plan";

/** `workspace/executeCommand` with a workload's id: has the editor write everything that the last plan recommends for it. */
export const applyWorkloadCommand = "resourcePlanner.applyWorkload";

/** Request without parameters → `Report`: the last plan as a page; planned first where there is none yet. */
export const reportRequest = "resourcePlanner/report";

export interface Report {
  /** A whole HTML page; `NONCE_HERE` stands where the host puts its own nonce for style and script. */
  readonly html: string;
  /** One line: `11 workloads on 6 nodes · 3.42/h → 2.10/h · 2 cannot be placed`. */
  readonly summary: string;
}

/** Stands in a report's HTML wherever the host's nonce belongs. */
export const nonceMark = "NONCE_HERE";

/** Request `PlaceParams` → `Location | null`: where an offset of a plan's file is now. */
export const placeRequest = "resourcePlanner/place";

export interface PlaceParams {
  readonly file: string;
  readonly offset: number;
}

export type PlaceResult = Location | null;

/** Request without parameters → `RecommendedEdits`: everything the last plan would write. */
export const recommendedEditsRequest = "resourcePlanner/recommendedEdits";

export interface RecommendedEdits {
  readonly edit: WorkspaceEdit;
  /** How many values change, in how many files. */
  readonly values: number;
  readonly files: number;
}

/** Request without parameters → `NewResourcePlan`: a first ResourcePlan from what the workspace holds. */
export const newResourcePlanRequest = "resourcePlanner/newResourcePlan";

export interface NewResourcePlan {
  readonly text: string;
  /** Where it would be written; null where the workspace has no folder. */
  readonly uri: string | null;
  /** The URI of a ResourcePlan that is there already. */
  readonly existing: string | null;
}

/** Notification to the client: what the background planner is doing. */
export const statusNotification = "resourcePlanner/status";

export interface Status {
  readonly state: "idle" | "planning" | "planned" | "failed";
  /** For the status item and its tooltip. */
  readonly message: string;
  /** Counts up with each new plan: an open report asks again when it changes. */
  readonly plan: number;
}
