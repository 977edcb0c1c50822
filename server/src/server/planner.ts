import type { Plan, PlanBacktest } from "../plan/plan-data.ts";
import type { PlanJob, PlanOutcome, PlanProgress, PlanWorker } from "./host.ts";

/** What the planner needs of the server around it. */
export interface PlannerPorts {
  /** The present inputs: the same object for as long as nothing changes. */
  readonly job: () => PlanJob;
  readonly startWorker: () => PlanWorker;
  readonly after: (seconds: number, action: () => void) => () => void;
  /** Whether changes lead to a plan by themselves, and after how many quiet seconds. */
  readonly settings: () => {
    readonly automatic: boolean;
    readonly delay: number;
    /** Seconds after which the history may have grown with nothing else changed; undefined: it does not. */
    readonly refresh?: number | undefined;
  };
  /** Takes a plan of the present inputs; returns it in a line. */
  readonly accept: (plan: Plan) => string;
  /** Takes what the last days would have cost and risked, some time after the plan of the present inputs. */
  readonly backtested: (backtest: PlanBacktest) => void;
  readonly status: (state: PlannerState, message: string) => void;
  readonly log: (message: string) => void;
}

type PlannerState = "idle" | "planning" | "planned" | "failed";

/** How a plan that somebody asked for ended: an outcome of the worker other than its death. */
export type PlanAnswer = Exclude<PlanOutcome, { readonly died: string }>;

/**
 * Plans in the background: one plan runs, at most one waits, the latest inputs win. A plan of inputs that are no
 * longer the present ones is dropped and made again. The worker is asked to stop, ended if it does not, and started
 * anew when it dies; when it keeps dying, planning rests until something changes.
 */
export class Planner {
  readonly #ports: PlannerPorts;
  #worker: PlanWorker | undefined;
  #running: Run | undefined;
  #cancelDelay: (() => void) | undefined;
  #cancelRefresh: (() => void) | undefined;
  #waiters: Waiter[] = [];
  #deaths = 0;
  #state: PlannerState | undefined;
  /** The inputs of the last plan that came to an answer. */
  #answered: PlanJob | undefined;
  #disposed = false;

  constructor(ports: PlannerPorts) {
    this.#ports = ports;
  }

  /** Something that plans are made from may have changed. */
  changed(): void {
    const { automatic, delay } = this.#ports.settings();
    if (this.#running !== undefined && this.#running.job !== this.#ports.job()) this.#stop(this.#running);
    if (automatic || this.#waiters.length > 0) this.#startAfter(delay);
    else this.#rest();
  }

  /** Plans the present inputs without delay, and anew where they change meanwhile. Never rejects. */
  planNow(progress: PlanProgress = () => {}): AskedPlan {
    const waiter = newWaiter(progress);
    this.#waiters.push(waiter);
    this.#cancelDelay?.();
    this.#cancelDelay = undefined;
    this.#start();
    return { answer: waiter.answer, cancel: () => this.#withdraw(waiter) };
  }

  dispose(): void {
    this.#disposed = true;
    this.#cancelDelay?.();
    this.#cancelRefresh?.();
    this.#worker?.terminate();
    this.#answer({ stopped: true });
  }

  #startAfter(delay: number): void {
    this.#cancelDelay?.();
    this.#cancelDelay = this.#ports.after(delay, () => {
      this.#cancelDelay = undefined;
      const isWanted = this.#waiters.length > 0 || this.#ports.settings().automatic;
      if (isWanted && (this.#ports.job() !== this.#answered || this.#waiters.length > 0)) this.#start();
    });
  }

  /** Starts a plan unless one runs: when that one ends, it is seen whether another is due. */
  #start(): void {
    if (this.#running !== undefined || this.#disposed) return;
    if (this.#worker?.alive !== true) this.#worker = this.#ports.startWorker();
    const run: Run = { job: this.#ports.job(), worker: this.#worker, stopping: false };
    this.#running = run;
    this.#say("planning", "Planning resources");
    const progress: PlanProgress = (share, message) => {
      for (const waiter of this.#waiters) waiter.progress(share, message);
    };
    const backtested = (backtest: PlanBacktest): void => {
      if (run.job === this.#answered && run.job === this.#ports.job()) this.#ports.backtested(backtest);
    };
    void run.worker.plan(run.job, progress, backtested).then((outcome) => this.#ended(run, outcome));
  }

  #ended(run: Run, outcome: PlanOutcome): void {
    run.cancelKill?.();
    this.#running = undefined;
    if (this.#disposed) return;
    if ("died" in outcome && !run.stopping) this.#died(run, outcome.died);
    else if (run.job !== this.#ports.job()) this.#again();
    else if ("died" in outcome || "stopped" in outcome) this.#stopped();
    else this.#finish(run.job, outcome);
  }

  /** Given up by those who waited for it; others may have come since. */
  #stopped(): void {
    if (this.#waiters.length > 0) this.#start();
    else this.#say("idle", "Planning was canceled");
  }

  /** The inputs of the plan that just ended are past: plans again, unless the delay after the last change does it. */
  #again(): void {
    if (this.#cancelDelay !== undefined) return;
    if (this.#ports.settings().automatic || this.#waiters.length > 0) this.#start();
    else this.#rest();
  }

  #finish(job: PlanJob, answer: Exclude<PlanAnswer, { readonly stopped: true }>): void {
    this.#answered = job;
    if ("plan" in answer) {
      this.#deaths = 0;
      this.#say("planned", this.#ports.accept(answer.plan));
    } else {
      this.#say("failed", "refused" in answer ? answer.refused : answer.failed);
    }
    this.#answer(answer);
    this.#refreshLater();
  }

  /** What a server knows grows by itself: it is asked again after a while. */
  #refreshLater(): void {
    this.#cancelRefresh?.();
    const { automatic, refresh } = this.#ports.settings();
    if (!automatic || refresh === undefined || this.#disposed) return;
    this.#cancelRefresh = this.#ports.after(refresh, () => {
      this.#cancelRefresh = undefined;
      this.#start();
    });
  }

  #died({ job }: Run, reason: string): void {
    this.#deaths++;
    if (this.#deaths < mostDeaths) {
      this.#ports.log(`The planning worker ended unexpectedly (${reason}). It is started again.`);
      this.#start();
      return;
    }
    const message = `Planning failed: its worker ended ${this.#deaths} times in a row (${reason}). It is tried again when something changes.`;
    this.#ports.log(message);
    this.#finish(job, { failed: message });
  }

  #answer(answer: PlanAnswer): void {
    const answered = this.#waiters;
    this.#waiters = [];
    for (const waiter of answered) waiter.settle(answer);
  }

  #withdraw(waiter: Waiter): void {
    if (!this.#waiters.includes(waiter)) return;
    this.#waiters = this.#waiters.filter((other) => other !== waiter);
    waiter.settle({ stopped: true });
    if (this.#waiters.length === 0 && this.#running !== undefined) this.#stop(this.#running);
  }

  /** Nobody wants a plan of the present inputs until somebody asks for it. */
  #rest(): void {
    if (this.#state === "idle" || this.#running !== undefined) return;
    this.#say("idle", this.#answered === undefined ? "Not planned yet" : "Changed since the last plan");
  }

  #say(state: PlannerState, message: string): void {
    this.#state = state;
    this.#ports.status(state, message);
  }

  #stop(run: Run): void {
    if (run.stopping) return;
    run.stopping = true;
    run.worker.stop();
    run.cancelKill = this.#ports.after(secondsToStop, () => {
      this.#ports.log("The planning worker did not stop when asked; it is ended and started again.");
      run.worker.terminate();
    });
  }
}

/** A plan that was asked for. */
export interface AskedPlan {
  readonly answer: Promise<PlanAnswer>;
  /** Gives the plan up; it is stopped unless somebody else waits for it. */
  readonly cancel: () => void;
}

interface Run {
  readonly job: PlanJob;
  readonly worker: PlanWorker;
  stopping: boolean;
  cancelKill?: () => void;
}

interface Waiter {
  readonly progress: PlanProgress;
  readonly answer: Promise<PlanAnswer>;
  readonly settle: (answer: PlanAnswer) => void;
}

function newWaiter(progress: PlanProgress): Waiter {
  let settle: Waiter["settle"] = () => {};
  const answer = new Promise<PlanAnswer>((resolve) => {
    settle = resolve;
  });
  return { progress, answer, settle };
}

/** Deaths in a row after which planning rests. */
const mostDeaths = 3;

/** How long a worker that was asked to stop may take. */
const secondsToStop = 1;
