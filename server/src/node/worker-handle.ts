import path from "node:path";
import process from "node:process";
import { Worker } from "node:worker_threads";
import type { PlanOutcome, PlanWorker } from "../server/host.ts";
import type { PlanOrder, PlanReport } from "./worker-messages.ts";

/** Starts a thread that plans. */
export function startPlanWorker(file: string = planWorkerFile()): PlanWorker {
  // What a library prints must not reach stdout, which may carry the protocol.
  const worker = new Worker(file, { stdout: true });
  worker.stdout.on("data", (chunk) => process.stderr.write(chunk));
  let alive = true;
  let stop = newStopFlag();
  let reason = "";
  let settle: (outcome: PlanOutcome) => void = () => {};
  worker.on("error", (error) => {
    reason = error instanceof Error ? error.message : String(error);
  });
  worker.on("exit", (code) => {
    alive = false;
    settle({ died: reason === "" ? `exit code ${code}` : reason });
  });
  return {
    get alive() {
      return alive;
    },
    plan: (job, progress, backtested = () => {}) =>
      new Promise((resolve) => {
        settle = resolve;
        if (!alive) settle({ died: "it had ended before" });
        // The replay after the plan before makes way.
        Atomics.store(stop, 0, 1);
        let isPlanned = false;
        stop = newStopFlag();
        worker.removeAllListeners("message");
        worker.on("message", (report: PlanReport) => {
          if ("outcome" in report) {
            isPlanned = true;
            resolve(report.outcome);
          } else if ("share" in report) progress(report.share, report.message);
          // Before this plan's outcome it is the replay of the plan before.
          else if (isPlanned) backtested(report.backtest);
        });
        worker.postMessage({ job, stop: stop.buffer } satisfies PlanOrder);
      }),
    stop: () => void Atomics.store(stop, 0, 1),
    terminate: () => void worker.terminate(),
  };
}

function newStopFlag(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** The worker's program stands beside this one: as a bundle, or in the source tree. */
function planWorkerFile(): string {
  return path.join(import.meta.dirname, `plan-worker${path.extname(import.meta.filename)}`);
}
