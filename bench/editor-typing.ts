import { performance } from "node:perf_hooks";
import type { EditorSession } from "./editor-session.ts";
import { placeToType } from "./editor-subjects.ts";

/** From sending a change of one character to having the diagnostics that are about it. */
export interface Keystrokes {
  /** Milliseconds of each. */
  readonly times: readonly number[];
  /** The time in which a server did not answer; the measurement ended there. */
  readonly gaveUpAfter?: number;
}

/** How long and how often is typed. */
export interface TypingOptions {
  readonly edits: number;
  readonly warmUp: number;
  /** Milliseconds that an answer may take. */
  readonly timeout: number;
}

/** A letter behind a number makes it no number, and taking it out mends it: so each answer shows that it is about its edit. */
export async function keystrokes(
  session: EditorSession,
  { edits, warmUp, timeout }: TypingOptions,
): Promise<Keystrokes> {
  const at = placeToType(session.text);
  const { line } = session.positionAt(at);
  const times: number[] = [];
  for (let edit = -warmUp; edit < edits; edit++) {
    const isTyped = (edit + warmUp) % 2 === 0;
    const begin = performance.now();
    await session.change(at, isTyped ? at : at + 1, isTyped ? "x" : "");
    const items = await session.diagnostics(timeout);
    if (items === undefined) return { times, gaveUpAfter: timeout };
    const time = performance.now() - begin;
    const isFound = items.some(({ range, severity }) => range.start.line === line && severity === 1);
    if (isFound !== isTyped) throw new Error(`${session.name}: these diagnostics are not those of the text.`);
    if (edit >= 0) times.push(time);
  }
  return { times };
}

/** Milliseconds of a request right after an edit, for each of several edits. */
export async function afterEdits(
  session: EditorSession,
  edits: number,
  ask: (offset: number) => Promise<unknown>,
): Promise<readonly number[]> {
  const at = placeToType(session.text);
  const times: number[] = [];
  for (let edit = 0; edit < edits; edit++) {
    await session.change(at, edit % 2 === 0 ? at : at + 1, edit % 2 === 0 ? "1" : "");
    const begin = performance.now();
    await ask(at);
    times.push(performance.now() - begin);
    await session.diagnostics();
  }
  return times;
}
