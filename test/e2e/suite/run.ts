/**
 * Runs inside VS Code's extension host: the module that `extensionTestsPath` names.
 * Its results go to the file that RESOURCE_PLANNER_RESULTS names, since two hosts print in different places.
 */
import { writeFileSync } from "node:fs";
import { findings } from "./findings.ts";
import { fixes } from "./fixes.ts";
import { language } from "./language.ts";
import { planning } from "./planning.ts";

/** One thing that must hold, tried in a VS Code that has the example open. */
export type Cases = Readonly<Record<string, () => Promise<void>>>;

export interface Result {
  readonly name: string;
  /** Absent where it holds. */
  readonly error?: string;
}

const deadline = 120_000;

/** The cases run one after the other: they share one editor. */
export async function run(): Promise<void> {
  const results: Result[] = [];
  for (const [name, holds] of Object.entries({ ...language, ...findings, ...fixes, ...planning })) {
    results.push(await tried(name, holds));
    writeFileSync(resultsFile(), JSON.stringify(results));
  }
  const failed = results.filter(({ error }) => error !== undefined);
  if (failed.length > 0) throw new Error(`${failed.length} of ${results.length} cases failed`);
}

async function tried(name: string, holds: () => Promise<void>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no end within two minutes")), deadline);
  });
  try {
    await Promise.race([holds(), late]);
    return { name };
  } catch (error) {
    return { name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

function resultsFile(): string {
  const file = process.env["RESOURCE_PLANNER_RESULTS"];
  if (file === undefined) throw new Error("RESOURCE_PLANNER_RESULTS names no file.");
  return file;
}
