import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { run } from "../../server/src/cli/main.ts";
import { folderWith } from "../node/folder.ts";
import { type OutputName, outputProblems } from "../support/output-schemas.ts";

/** What a command left behind. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command is run, where it matters. */
export interface Circumstances {
  /** Piece by piece. */
  readonly stdin?: readonly (string | Uint8Array)[];
  /** A person is looking at both streams. */
  readonly terminal?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a command in a folder, within this process; never in color unless a terminal is asked for. */
export async function runIn(cwd: string, argv: readonly string[], circumstances: Circumstances = {}): Promise<Ran> {
  const { stdin = [], terminal = false, environment = {} } = circumstances;
  const text = { stdout: "", stderr: "" };
  const stream = (name: "stdout" | "stderr") => ({
    isTTY: terminal,
    write: (piece: string) => {
      text[name] += piece;
    },
  });
  const code = await run(argv, {
    cwd,
    environment,
    stdin: (async function* () {
      yield* stdin;
    })(),
    stdout: stream("stdout"),
    stderr: stream("stderr"),
  });
  return { code, ...text };
}

/** Runs a command line in a new folder with these files. Words are parted by blanks; one in quotes may hold some. */
export async function runWith(
  t: TestContext,
  files: Readonly<Record<string, string | Uint8Array>>,
  line: string,
  circumstances: Circumstances = {},
): Promise<Ran & { readonly folder: string }> {
  const folder = folderWith(t, files);
  return { folder, ...(await runIn(folder, words(line), circumstances)) };
}

/** The words of a command line. */
export function words(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
}

/** JSON that a command printed, after its schema has been seen to hold. */
export function jsonOf<T>(name: OutputName, { stdout }: Ran): T {
  const json: unknown = JSON.parse(stdout);
  assert.deepEqual(outputProblems(name, json), []);
  return json as T;
}

/** A finding in the JSON of `check` and `plan`, as far as tests look at it. */
export interface FoundJson {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

/** `web.yaml:12 plan/over-requested`: findings in short, lines from 1. */
export function inShort(findings: readonly FoundJson[]): readonly string[] {
  return findings.map(({ file, range, code }) => `${file}:${range.start.line + 1} ${code}`);
}
