import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { atBoth, type Bench, peerColumn } from "./editor-measure.ts";
import { streamText } from "./editor-subjects.ts";
import { residentMemory } from "./measure.ts";

/** Resident memory with a large file open, and what is left of many files that were opened and closed. */
export async function memory(bench: Bench): Promise<void> {
  const lines = bench.quick ? 10_000 : 48_000;
  const open = await atBoth(bench, async (session) => {
    await session.open("stream.yaml", streamText(lines));
    await session.diagnostics();
    await wait(settling);
    return [megabytes(session.server.pid)];
  });
  const name = `memory, ${lines.toLocaleString("en-US")} lines open`;
  bench.report.row({ name, unit: "MB", ours: open.ours, ...peerColumn(open.peer), target: { share: 0.6 } });
  const files = bench.quick ? 10 : 60;
  const text = streamText(6400);
  const grown = await atBoth(bench, async (session) => {
    const cycle = async (index: number): Promise<void> => {
      await session.open(`file-${index}.yaml`, text.replaceAll("service-", `service-${index}-`).slice(0, 200_000));
      await session.diagnostics();
      await session.closeDocument();
    };
    await cycle(0);
    await wait(settling);
    const before = megabytes(session.server.pid);
    for (let index = 1; index <= files; index++) await cycle(index);
    await wait(settling);
    return [megabytes(session.server.pid) - before];
  });
  bench.report.row({
    name: `memory added by opening and closing ${files} files of 200 kB`,
    unit: "MB",
    ours: grown.ours,
    ...peerColumn(grown.peer),
    target: { most: 30 },
  });
}

/** Whether a server at rest says or does anything. */
export async function idle(bench: Bench): Promise<void> {
  const seconds = bench.quick ? 3 : 20;
  const measured = await atBoth(bench, async (session) => {
    await session.open("stream.yaml", streamText(1000));
    await session.diagnostics();
    await wait(settling);
    const before = { messages: session.messages, written: session.server.written(), cpu: cpuTime(session.server.pid) };
    await wait(1000 * seconds);
    return {
      messages: session.messages - before.messages + Number(session.server.written() > before.written),
      cpu: (100 * (cpuTime(session.server.pid) - before.cpu)) / seconds,
    };
  });
  const messages = measured.peer && [measured.peer.messages];
  const cpu = measured.peer && [measured.peer.cpu];
  const name = `idle for ${seconds} s`;
  const ours = [measured.ours.messages];
  bench.report.row({ name: `${name}: messages`, unit: "", ours, ...peerColumn(messages), target: { most: 0 } });
  bench.report.row({
    name: `${name}: CPU`,
    unit: "%",
    ours: [measured.ours.cpu],
    ...peerColumn(cpu),
    target: { most: 0.5 },
  });
}

/** Milliseconds in which a server that has answered does what it does afterward. */
const settling = 3000;

function megabytes(pid: number): number {
  return (residentMemory(pid) ?? Number.NaN) / 1e6;
}

/** Seconds of processor time so far; not a number where the system does not tell. */
function cpuTime(pid: number): number {
  if (process.platform !== "linux") return Number.NaN;
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
