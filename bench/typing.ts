import { performance } from "node:perf_hooks";
import type { Session } from "./session.ts";

/** Milliseconds from sending a change of one character to having its diagnostics, for each edit. */
export async function typingTimes(session: Session, edits: number): Promise<readonly number[]> {
  const at = quantityInTheMiddle(session.text);
  const times: number[] = [];
  for (let edit = -warmUp; edit < edits; edit++) {
    const time = await keystroke(session, at, edit % 2 === 0);
    if (edit >= 0) times.push(time);
  }
  return times;
}

/** The same while a plan runs at the moment of each keystroke, which stops it and makes another begin. */
export async function typingTimesWhilePlanning(session: Session, edits: number): Promise<readonly number[]> {
  const at = quantityInTheMiddle(session.text);
  await session.until(() => session.planning);
  const times: number[] = [];
  for (let edit = -warmUp; edit < edits; edit++) {
    const begun = session.plansBegun;
    const time = await keystroke(session, at, edit % 2 === 0);
    if (edit >= 0) times.push(time);
    await session.until(() => session.plansBegun > begun && session.planning);
  }
  return times;
}

/** Edits before the first that counts: just-in-time compilation has settled. An even number. */
const warmUp = 10;

/** A letter in a quantity makes it invalid, and taking it out mends it: so the answer shows that it is about this edit. */
async function keystroke(session: Session, at: number, isTyped: boolean): Promise<number> {
  const begin = performance.now();
  await session.change(at, isTyped ? at : at + 1, isTyped ? "x" : "");
  const items = await session.pull();
  const time = performance.now() - begin;
  const line = session.text.slice(0, at).split("\n").length - 1;
  const found = items?.some(({ code, range }) => code === "quantity/invalid" && range.start.line === line);
  if (found !== isTyped) throw new Error("The diagnostics are not those of the text that was typed.");
  return time;
}

/** The offset after the first digit of a CPU request near the middle of the text. */
function quantityInTheMiddle(text: string): number {
  const near = [...text.matchAll(/\bcpu: \d/g)].map((match) => match.index + match[0].length);
  const middle = near[Math.floor(near.length / 2)];
  if (middle === undefined) throw new Error("No CPU request to type in.");
  return middle;
}
