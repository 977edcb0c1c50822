import type { EditorReport, Row } from "./editor-report.ts";
import { EditorSession, type Place, type ServerName } from "./editor-session.ts";
import { percentile } from "./measure.ts";

/** What a measurement is given. */
export interface Bench {
  readonly place: Place;
  readonly report: EditorReport;
  readonly edits: number;
  /** False: only our server is measured. */
  readonly peer: boolean;
  readonly quick: boolean;
}

/** One group of rows. */
export type Measure = (bench: Bench) => Promise<void>;

/** Does the same at both servers, each in a process of its own, one after the other so that neither slows the other. */
export async function atBoth<T>(
  { place, peer }: Bench,
  work: (session: EditorSession) => Promise<T>,
): Promise<{ readonly ours: T; readonly peer: T | undefined }> {
  const at = async (name: ServerName): Promise<T> => {
    const session = await EditorSession.start(name, place);
    try {
      return await work(session);
    } finally {
      session.server.kill();
    }
  };
  return { ours: await at("ours"), peer: peer ? await at("peer") : undefined };
}

/** A row's `peer`, where there is one. */
export function peerColumn(peer: Row["peer"]): Pick<Row, "peer"> {
  return peer === undefined ? {} : { peer };
}

/** Milliseconds that the peer waits after each change before it begins. */
const peerDelay = 200;

/** The peer's times without its delay, as a row of its own. */
export function withoutDelay(name: string, ours: readonly number[], peer: Row["peer"]): Row | undefined {
  if (typeof peer !== "object" || percentile(peer, 0.5) <= peerDelay) return undefined;
  return { name: `  ${name}, peer without delay`, unit: "ms", ours, peer: peer.map((time) => time - peerDelay) };
}
