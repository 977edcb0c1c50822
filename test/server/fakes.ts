import picomatch from "picomatch";
import type { PlanBacktest } from "../../server/src/plan/plan-data.ts";
import type {
  FileListing,
  FileText,
  Host,
  PlanJob,
  PlanOutcome,
  PlanProgress,
  PlanWorker,
} from "../../server/src/server/host.ts";

/** A clock that stands until it is moved on. */
export class FakeClock {
  #now = 0;
  #timers: { readonly at: number; readonly action: () => void }[] = [];

  readonly after = (seconds: number, action: () => void): (() => void) => {
    const timer = { at: this.#now + seconds, action };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  /** How many actions wait for their time. */
  get waiting(): number {
    return this.#timers.length;
  }

  advance(seconds: number): void {
    this.#now += seconds;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= this.#now).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) return;
      this.#timers = this.#timers.filter((other) => other !== due);
      due.action();
    }
  }
}

/** A worker that does what a test tells it to; an obedient one also stops when it is asked. */
export class FakeWorker implements PlanWorker {
  alive: boolean = true;
  /** What it was told to plan; the last one is running unless it was answered. */
  readonly jobs: PlanJob[] = [];
  stops: number = 0;
  terminated: boolean = false;
  /** Tells what was asked for last of a replay. */
  backtested: (backtest: PlanBacktest) => void = () => {};
  #progress: PlanProgress = () => {};
  #settle: (outcome: PlanOutcome) => void = () => {};
  readonly #isObedient: boolean;

  constructor(isObedient: boolean = false) {
    this.#isObedient = isObedient;
  }

  readonly plan = (
    job: PlanJob,
    progress: PlanProgress,
    backtested: (backtest: PlanBacktest) => void = () => {},
  ): Promise<PlanOutcome> => {
    this.jobs.push(job);
    this.#progress = progress;
    this.backtested = backtested;
    return new Promise((resolve) => {
      this.#settle = resolve;
    });
  };

  readonly stop = (): void => {
    this.stops++;
    if (this.#isObedient) void this.answer({ stopped: true });
  };

  readonly terminate = (): void => {
    this.terminated = true;
    void this.die("terminated");
  };

  report(share: number, message: string): void {
    this.#progress(share, message);
  }

  /** Lets everything that waits for the outcome happen before it returns. */
  async answer(outcome: PlanOutcome): Promise<void> {
    this.#settle(outcome);
    await settled();
  }

  async die(reason: string): Promise<void> {
    this.alive = false;
    await this.answer({ died: reason });
  }
}

/** Lets promises that are already settled be followed. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * A disk in memory, with workers that do what the test tells them. Short delays, which only gather changes, take no
 * time; longer ones last until the test moves the clock.
 */
export class FakeHost implements Host {
  readonly documentation: string = "file:///program/docs/";
  readonly files: Map<string, string>;
  readonly clock: FakeClock = new FakeClock();
  readonly workers: FakeWorker[] = [];
  /** Every file that was asked for. */
  readonly reads: string[] = [];
  /** What git ignores. */
  readonly ignored: Set<string> = new Set();
  /** What the last listing or reading was confined to. */
  within: readonly string[] | undefined;

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.files = new Map(Object.entries(files));
  }

  readonly after = (seconds: number, action: () => void): (() => void) => {
    if (seconds > 0.5) return this.clock.after(seconds, action);
    const soon = setImmediate(action);
    return () => clearImmediate(soon);
  };

  readonly listFiles = async ({
    folder,
    globs,
    exclude,
    respectGitignore,
    within,
  }: FileListing): Promise<readonly string[]> => {
    this.within = within;
    const [wanted, unwanted] = [picomatch([...globs]), picomatch([...exclude])];
    const below = [...this.files.keys()].filter((uri) => uri.startsWith(`${folder}/`));
    const there = respectGitignore ? below.filter((uri) => !this.ignored.has(uri)) : below;
    return there.filter((uri) => {
      const path = uri.slice(folder.length + 1);
      return wanted(path) && !unwanted(path);
    });
  };

  readonly readFile = async (uri: string): Promise<FileText> => {
    this.reads.push(uri);
    const text = this.files.get(uri);
    return text === undefined ? { problem: "there is no such file" } : { text };
  };

  readonly startWorker = (): FakeWorker => {
    const worker = new FakeWorker(true);
    this.workers.push(worker);
    return worker;
  };
}
