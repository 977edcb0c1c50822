import { atBoth, type Bench, peerColumn, withoutDelay } from "./editor-measure.ts";
import type { Row, Target } from "./editor-report.ts";
import type { EditorSession } from "./editor-session.ts";
import { anchoredText, streamText } from "./editor-subjects.ts";
import { afterEdits, type Keystrokes, keystrokes } from "./editor-typing.ts";

/** Keystroke → diagnostics in streams of ordinary documents. */
export async function typingInStreams(bench: Bench): Promise<void> {
  const sizes: readonly (readonly [number, Target])[] = [
    [1000, { most: 20, share: 1 / 15 }],
    [10_000, { most: 30, share: 1 / 20 }],
    [48_000, { most: 60, share: 1 / 40 }],
  ];
  for (const [lines, target] of bench.quick ? sizes.slice(0, 2) : sizes) {
    const name = `keystroke → diagnostics, ${lines.toLocaleString("en-US")} lines`;
    await typing(bench, { name, text: streamText(lines), target, peerEdits: lines > 20_000 ? 10 : bench.edits });
  }
}

/** The same in one document that is full of anchors and merge keys. */
export async function typingInAnchors(bench: Bench): Promise<void> {
  const sizes: readonly (readonly [number, Target])[] = [
    [4400, { most: 200, share: 1 / 60 }],
    [11_000, { most: 450, share: 1 / 60 }],
  ];
  for (const [lines, target] of bench.quick ? sizes.slice(0, 1) : sizes) {
    const name = `keystroke → diagnostics, anchors, ${lines.toLocaleString("en-US")} lines`;
    await typing(bench, { name, text: anchoredText(lines), target, peerEdits: 3 });
  }
}

/** The first hover after an edit, and completion. */
export async function firstAnswers(bench: Bench): Promise<void> {
  const text = streamText(10_000);
  const asked: readonly (readonly [string, number, (session: EditorSession) => (at: number) => Promise<unknown>])[] = [
    ["first hover after an edit, 10,000 lines", 10, (session) => (at) => session.hover(at - "replicas: 1".length)],
    ["completion after an edit, 10,000 lines", 25, (session) => (at) => session.completion(at - "replicas: 1".length)],
  ];
  for (const [name, most, ask] of asked) {
    const measured = await atBoth(bench, async (session) => {
      await session.open("stream.yaml", text);
      await session.diagnostics();
      await afterEdits(session, 6, ask(session)).catch(() => []);
      return afterEdits(session, bench.edits, ask(session)).catch(() => []);
    });
    bench.report.row({ name, unit: "ms", ours: measured.ours, ...peerColumn(measured.peer), target: { most } });
  }
}

interface Typing {
  readonly name: string;
  readonly text: string;
  readonly target: Target;
  /** A server that takes long for each is asked less often. */
  readonly peerEdits: number;
}

async function typing(bench: Bench, { name, text, target, peerEdits }: Typing): Promise<void> {
  const measured = await atBoth(bench, async (session) => {
    const isPeer = session.name === "peer";
    await session.open("stream.yaml", text);
    if ((await session.diagnostics(peerTimeout)) === undefined) return { times: [], gaveUpAfter: peerTimeout };
    const counted = isPeer ? peerEdits : bench.edits;
    const warmUp = isPeer && peerEdits < 10 ? 0 : 10;
    return keystrokes(session, { edits: counted, warmUp, timeout: peerTimeout });
  });
  const peer = measured.peer && column(measured.peer);
  bench.report.row({ name, unit: "ms", ours: measured.ours.times, ...peerColumn(peer), target });
  const bare = withoutDelay(name, measured.ours.times, peer);
  if (bare !== undefined) bench.report.row(bare);
}

function column({ times, gaveUpAfter }: Keystrokes): Row["peer"] {
  return gaveUpAfter === undefined || times.length > 0 ? times : `> ${gaveUpAfter / 1000} s`;
}

/** Milliseconds; a server that needs longer is not waited for. */
const peerTimeout = 60_000;
