import { performance } from "node:perf_hooks";
import { type Bench, peerColumn } from "./editor-measure.ts";
import { EditorSession, type ServerName } from "./editor-session.ts";
import { streamText } from "./editor-subjects.ts";

/** From starting the process to the first diagnostics of 1,000 lines. */
export async function coldStart(bench: Bench): Promise<void> {
  const runs = bench.quick ? 3 : 9;
  const times = { ours: [] as number[], peer: [] as number[] };
  const names: readonly ServerName[] = bench.peer ? ["ours", "peer"] : ["ours"];
  // In turn, so that a busy moment hits both. The first of each fills the disk's cache.
  for (let run = 0; run <= runs; run++) {
    for (const name of names) {
      const time = await start(bench, name);
      if (run > 0) times[name].push(time);
    }
  }
  const peer = bench.peer ? times.peer : undefined;
  const name = "cold start: process → first diagnostics, 1,000 lines";
  bench.report.row({ name, unit: "ms", ours: times.ours, ...peerColumn(peer), target: { share: 0.5 } });
}

async function start({ place }: Bench, name: ServerName): Promise<number> {
  const text = streamText(1000);
  const begin = performance.now();
  const session = await EditorSession.start(name, place);
  await session.open("stream.yaml", text);
  await session.diagnostics();
  const time = performance.now() - begin;
  session.server.kill();
  return time;
}
