/** What a command talks to: the process in `bin.ts`, strings in tests. */
export interface Io {
  /** Absolute. */
  readonly cwd: string;
  /** False: manifests are looked for in what git ignores, too. */
  readonly respectGitignore: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: Output;
  readonly stderr: Output;
}

export interface Output {
  readonly write: (text: string) => unknown;
  /** A person is looking: color, progress. */
  readonly isTTY?: boolean;
}

/** A mistake of the caller, or input that cannot be read: printed without a stack, with the remedy, exit 2. */
export class UserError extends Error {}

/** Says something beside the output, on standard error. */
export function say(io: Io, message: string): void {
  io.stderr.write(`resource-planner: ${message}\n`);
}

/** Exit codes of every command. */
export const exit = { fine: 0, findings: 1, usage: 2 } as const;
