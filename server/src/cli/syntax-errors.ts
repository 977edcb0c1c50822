import { positionAt } from "../feature/to-lsp.ts";
import type { Manifests } from "./manifests.ts";

/** What cannot be read of the manifests that are planned, a line for each: a plan without it should not pass for a whole one. */
export function syntaxErrors({ snapshot, named }: Pick<Manifests, "snapshot" | "named">): readonly string[] {
  const errors = [...snapshot.files.values()]
    .filter(({ file }) => named(file))
    .flatMap((source) =>
      source.findings
        .filter(({ severity }) => severity === "error")
        .map(({ file, span, message }) => {
          const { line, character } = positionAt(source, span.start);
          return `${file}:${line + 1}:${character + 1}: ${message}`;
        }),
    );
  const more = errors.length - shown;
  return more > 0 ? [...errors.slice(0, shown), `and ${more} more; resource-planner check lists them.`] : errors;
}

/** Enough to see what it is about. */
const shown = 5;
