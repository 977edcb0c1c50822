import assert from "node:assert/strict";
import { test } from "node:test";
import type { Plan, PlanBacktest } from "../../server/src/plan/plan-data.ts";
import type { PlanJob } from "../../server/src/server/host.ts";
import { Planner } from "../../server/src/server/planner.ts";
import { emptyPlanWith } from "../feature/planned.ts";
import { FakeClock, FakeWorker, settled } from "./fakes.ts";

test("a burst of changes leads to one plan, after the delay", async () => {
  const { planner, change, clock, workers, accepted } = setUp();
  change();
  clock.advance(0.4);
  change();
  clock.advance(0.4);
  assert.equal(workers.length, 0);
  clock.advance(0.1);
  assert.equal(workers[0]?.jobs.length, 1);
  await workers[0]?.answer({ plan: planA });
  assert.deepEqual(accepted, [planA]);
  planner.dispose();
});

test("a plan of inputs that have changed is dropped and made again, once, with the latest inputs", async () => {
  const { change, clock, workers, accepted, job } = setUp();
  change();
  clock.advance(0.5);
  change();
  change();
  assert.equal(workers[0]?.stops, 1);
  await workers[0]?.answer({ plan: planA });
  assert.deepEqual(accepted, []);
  clock.advance(0.5);
  assert.equal(workers[0]?.jobs.length, 2);
  assert.equal(workers[0]?.jobs[1], job());
  await workers[0]?.answer({ plan: planB });
  assert.deepEqual(accepted, [planB]);
});

test("while one plan runs, another waits until it has ended", async () => {
  const { change, clock, workers } = setUp();
  change();
  clock.advance(0.5);
  change();
  clock.advance(0.5);
  assert.equal(workers[0]?.jobs.length, 1);
  await workers[0]?.answer({ stopped: true });
  assert.equal(workers[0]?.jobs.length, 2);
});

test("a worker that does not stop within a second is ended, and the plan is made by another", async () => {
  const { change, clock, workers, log, accepted } = setUp();
  change();
  clock.advance(0.5);
  change();
  clock.advance(0.5);
  clock.advance(0.5);
  await settled();
  assert.equal(workers[0]?.terminated, true);
  assert.match(log.join(), /did not stop when asked/);
  await workers[1]?.answer({ plan: planB });
  assert.deepEqual(accepted, [planB]);
});

test("a worker that dies is replaced and the plan comes back", async () => {
  const { change, clock, workers, log, accepted } = setUp();
  change();
  clock.advance(0.5);
  await workers[0]?.die("out of memory");
  assert.deepEqual(log, ["The planning worker ended unexpectedly (out of memory). It is started again."]);
  await workers[1]?.answer({ plan: planA });
  assert.deepEqual(accepted, [planA]);
});

test("a worker that keeps dying is not started for ever, but again when something changes", async () => {
  const { planner, change, clock, workers, states } = setUp();
  const asked = planner.planNow();
  for (const index of [0, 1, 2]) await workers[index]?.die("out of memory");
  assert.equal(workers.length, 3);
  assert.match(JSON.stringify(await asked.answer), /its worker ended 3 times in a row \(out of memory\)/);
  assert.equal(states.at(-1), "failed");
  change();
  clock.advance(0.5);
  await workers[3]?.answer({ plan: planA });
  assert.equal(states.at(-1), "planned");
});

test("a worker that died while it was idle is replaced without a word", async () => {
  const { change, clock, workers, log } = setUp();
  change();
  clock.advance(0.5);
  await workers[0]?.answer({ plan: planA });
  await workers[0]?.die("killed");
  change();
  clock.advance(0.5);
  assert.equal(workers.length, 2);
  assert.deepEqual(log, []);
});

test("who asks gets the plan at once, with progress, and joins one that is running", async () => {
  const { planner, change, clock, workers } = setUp();
  change();
  clock.advance(0.5);
  const progress: string[] = [];
  const asked = planner.planNow((share, message) => progress.push(`${share} ${message}`));
  workers[0]?.report(0.5, "forecasting");
  await workers[0]?.answer({ plan: planA });
  assert.deepEqual(await asked.answer, { plan: planA });
  assert.deepEqual(progress, ["0.5 forecasting"]);
  assert.equal(workers[0]?.jobs.length, 1);
});

test("who asks gets the plan of the inputs at the end, not of those at the start", async () => {
  const { planner, change, clock, workers } = setUp({ automatic: false });
  const asked = planner.planNow();
  change();
  await workers[0]?.answer({ plan: planA });
  clock.advance(0.5);
  await workers[0]?.answer({ plan: planB });
  assert.deepEqual(await asked.answer, { plan: planB });
});

test("a plan that is given up is stopped, unless somebody else waits for it", async () => {
  const { planner, workers, states } = setUp();
  const first = planner.planNow();
  const second = planner.planNow();
  first.cancel();
  assert.equal(workers[0]?.stops, 0);
  second.cancel();
  assert.equal(workers[0]?.stops, 1);
  await workers[0]?.answer({ stopped: true });
  assert.deepEqual(await Promise.all([first.answer, second.answer]), [{ stopped: true }, { stopped: true }]);
  assert.equal(states.at(-1), "idle");
});

test("a plan that is asked for while another is being given up is made", async () => {
  const { planner, workers } = setUp();
  planner.planNow().cancel();
  const asked = planner.planNow();
  await workers[0]?.answer({ stopped: true });
  await workers[0]?.answer({ plan: planA });
  assert.deepEqual(await asked.answer, { plan: planA });
});

test("what changed nothing is not planned again", async () => {
  const { planner, change, clock, workers } = setUp();
  change();
  clock.advance(0.5);
  planner.changed();
  await workers[0]?.answer({ plan: planA });
  clock.advance(0.5);
  planner.changed();
  clock.advance(0.5);
  assert.equal(workers[0]?.jobs.length, 1);
});

test("without automatic planning a change starts nothing", () => {
  const { change, clock, workers, states } = setUp({ automatic: false });
  change();
  change();
  clock.advance(10);
  assert.equal(workers.length, 0);
  assert.deepEqual(states, ["idle"]);
});

test("a refusal reaches who asked and the status, and is not repeated by itself", async () => {
  const { planner, workers, states } = setUp();
  const asked = planner.planNow();
  await workers[0]?.answer({ refused: "dynamicProgramming is not built" });
  assert.deepEqual(await asked.answer, { refused: "dynamicProgramming is not built" });
  assert.equal(states.at(-1), "failed");
  assert.equal(workers[0]?.jobs.length, 1);
});

test("after the end nothing is started and nobody waits", async () => {
  const { planner, change, clock, workers } = setUp();
  const asked = planner.planNow();
  planner.dispose();
  assert.deepEqual(await asked.answer, { stopped: true });
  change();
  clock.advance(10);
  assert.equal(workers.length, 1);
  assert.equal(workers[0]?.terminated, true);
});

test("a server's history grows by itself: the plan is made anew after a while, and again after that", async () => {
  const { planner, change, clock, workers, accepted } = setUp({ refresh: 900 });
  change();
  clock.advance(0.5);
  await workers[0]?.answer({ plan: planA });
  clock.advance(899);
  assert.equal(workers[0]?.jobs.length, 1);
  clock.advance(1);
  assert.equal(workers[0]?.jobs.length, 2);
  await workers[0]?.answer({ plan: planB });
  assert.deepEqual(accepted, [planA, planB]);
  clock.advance(900);
  assert.equal(workers[0]?.jobs.length, 3);
  planner.dispose();
});

test("without plans by themselves nothing is refreshed either", async () => {
  const { planner, clock, workers } = setUp({ automatic: false, refresh: 900 });
  void planner.planNow();
  await workers[0]?.answer({ plan: planA });
  clock.advance(2000);
  assert.equal(workers[0]?.jobs.length, 1);
});

test("a replay of the last days is taken for the plan that it belongs to, and for no later one", async () => {
  const { planner, change, workers, backtests } = setUp();
  const replay: PlanBacktest = { days: 7, total: [], workloads: {} };
  void planner.planNow();
  const [worker] = workers;
  await worker?.answer({ plan: planA });
  worker?.backtested(replay);
  assert.deepEqual(backtests, [replay]);
  change();
  worker?.backtested(replay);
  assert.equal(backtests.length, 1);
  planner.dispose();
});

function setUp({ automatic = true, refresh }: { readonly automatic?: boolean; readonly refresh?: number } = {}) {
  const clock = new FakeClock();
  const workers: FakeWorker[] = [];
  const accepted: Plan[] = [];
  const states: string[] = [];
  const log: string[] = [];
  const backtests: PlanBacktest[] = [];
  let job = newJob();
  const planner = new Planner({
    job: () => job,
    startWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    after: clock.after,
    settings: () => ({ automatic, delay: 0.5, refresh }),
    accept: (plan) => {
      accepted.push(plan);
      return "planned";
    },
    backtested: (backtest) => backtests.push(backtest),
    status: (state) => states.push(state),
    log: (message) => log.push(message),
  });
  const change = (): void => {
    job = newJob();
    planner.changed();
  };
  return { planner, change, clock, workers, accepted, states, log, backtests, job: () => job };
}

function newJob(): PlanJob {
  return { texts: new Map(), folders: [], trusted: true, historyFiles: [], exclude: [], seed: 1 };
}

const planA = emptyPlanWith("a");
const planB = emptyPlanWith("b");
