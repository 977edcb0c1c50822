import type { Plan } from "../plan/plan-data.ts";
import type { FileOutline } from "../workspace/file-outline.ts";
import type { Judgment } from "../workspace/judge.ts";

/** To a thread that checks a part of a workspace: read your part; later, judge it by what all parts say. */
export type CheckOrder =
  | {
      readonly read: {
        /** Texts of all parts, by identity. */
        readonly texts: ReadonlyMap<string, string>;
        /** The files of its own part. */
        readonly own: readonly string[];
      };
    }
  | {
      readonly judge: {
        /** Of all other parts. */
        readonly outlines: readonly FileOutline[];
        /** Texts that nobody has read yet, such as configurations. */
        readonly more: ReadonlyMap<string, string>;
        /** All files of the snapshot, in its order. */
        readonly order: readonly string[];
        readonly root: string;
        readonly plan: Plan | undefined;
      };
    };

/** The answers, one to each order. */
export interface CheckReport {
  readonly outlines?: readonly FileOutline[];
  readonly judgments?: readonly (readonly [file: string, judgment: Judgment])[];
}
