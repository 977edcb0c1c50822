import { performance } from "node:perf_hooks";
import { parseTime } from "./measure.ts";
import type { Session } from "./session.ts";

/** Milliseconds of each keystroke, and of the peer for the same text at the same time: a busy machine slows both. */
export interface TypingTimes {
  readonly ours: readonly number[];
  readonly peer: readonly number[];
}

/** From sending a change of one character to having its diagnostics. */
export async function typingTimes(session: Session, edits: number): Promise<TypingTimes> {
  return typing(session, edits, async () => {});
}

/** The same while a plan runs at the moment of each keystroke, which stops it and makes another begin. */
export async function typingTimesWhilePlanning(session: Session, edits: number): Promise<TypingTimes> {
  let begun = 0;
  return typing(session, edits, async () => {
    await session.until(() => session.plansBegun > begun && session.planning);
    begun = session.plansBegun;
  });
}

async function typing(session: Session, edits: number, ready: () => Promise<void>): Promise<TypingTimes> {
  const at = quantityInTheMiddle(session.text);
  const ours: number[] = [];
  const peer: number[] = [];
  for (let edit = -warmUp; edit < edits; edit++) {
    await ready();
    const time = await keystroke(session, at, edit % 2 === 0);
    if (edit >= 0) ours.push(time);
    if (edit % peerEvery === 0) peer.push(parseTime(session.text));
  }
  return { ours, peer: peer.slice(1) };
}

/** The peer parses after every so many keystrokes. */
const peerEvery = 3;

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
