import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Bench } from "./editor-measure.ts";
import { EditorSession } from "./editor-session.ts";
import { smallManifest } from "./editor-subjects.ts";
import { keystrokes } from "./editor-typing.ts";
import { commandTime, residentMemory } from "./measure.ts";

/** Workspaces of many small files: how fast the command line checks them, and what the server needs to know them. */
export async function workspaces(bench: Bench): Promise<void> {
  for (const count of bench.quick ? [1000] : [5000, 10_000]) {
    const folder = path.join(bench.place.folder, `manifests-${count}`);
    writeManifests(folder, count);
    await check(bench, folder, count);
    await serve(bench, folder, count);
    rmSync(folder, { recursive: true });
  }
}

function writeManifests(folder: string, count: number): void {
  for (let index = 0; index < count; index++) {
    const team = path.join(folder, `team-${index % 50}`);
    mkdirSync(team, { recursive: true });
    writeFileSync(path.join(team, `service-${index}.yaml`), smallManifest(index));
  }
}

/** Start of the process and output included: what somebody waits for. */
async function check({ place, report, quick }: Bench, folder: string, count: number): Promise<void> {
  const runs = Array.from({ length: quick ? 1 : 3 }, () => commandTime(place.root, ["check", folder]));
  const rates = runs.map((time) => (1000 * count) / time);
  const name = `check of ${count.toLocaleString("en-US")} manifests, documents`;
  report.row({ name, unit: "/s", ours: rates, target: { most: 4000 }, least: true });
}

async function serve({ place, report, edits }: Bench, folder: string, count: number): Promise<void> {
  const session = await EditorSession.start("ours", { ...place, folder });
  const file = path.join("team-0", "service-0.yaml");
  const text = smallManifest(0);
  await session.open(file, text);
  await session.diagnostics();
  await wait(settling);
  const size = count.toLocaleString("en-US");
  const memory = (residentMemory(session.server.pid) ?? Number.NaN) / 1e6;
  report.row({ name: `memory of the server, ${size} manifests`, unit: "MB", ours: [memory], target: { most: 300 } });
  const { times } = await keystrokes(session, { edits, warmUp: 10, timeout: 60_000 });
  report.row({
    name: `keystroke → diagnostics among ${size} manifests`,
    unit: "ms",
    ours: times,
    target: { most: 30 },
  });
  session.server.kill();
}

/** Milliseconds in which a server that has answered does what it does afterward. */
const settling = 3000;
