import os from "node:os";
import { Worker } from "node:worker_threads";
import type { SourceFile } from "../document/document.ts";
import { parseFile } from "../document/parse.ts";
import { type FileOutline, outlinedFile, outlineOf } from "../workspace/file-outline.ts";
import { judgmentOf, rememberJudgment, type Snapshot } from "../workspace/snapshot.ts";
import type { CheckOrder, CheckReport } from "./check-messages.ts";

/** A part of the workspace, and the thread that it is given to. */
interface Part {
  readonly files: readonly string[];
  readonly thread: Thread;
  outlines: readonly FileOutline[];
}

/**
 * Reads and judges large workspaces on several cores. Each thread reads a part of the files, tells the others what its
 * documents say, and judges its part by what all of them say. What is found is the same as on one core; where a thread
 * dies, this one does its work.
 */
export class CheckThreads {
  readonly #program: string;
  readonly #count: number;
  readonly #fewestFiles: number;
  #parts: Part[] = [];
  #own: readonly FileOutline[] = [];
  #read: ReadonlyMap<string, SourceFile> = new Map();

  /** `program` is the file that a thread runs: it has to call `serveChecks`. `threads` are beside this one. */
  constructor(program: string, options: { readonly threads?: number; readonly fewestFiles?: number } = {}) {
    this.#program = program;
    this.#count = options.threads ?? threadsFor(os.availableParallelism());
    this.#fewestFiles = options.fewestFiles ?? fewestFiles;
  }

  /** The files, read; undefined where they are too few to be shared out, or a thread died. */
  async read(texts: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, SourceFile> | undefined> {
    if (this.#count < 1 || texts.size < this.#fewestFiles) return undefined;
    const files = [...texts.keys()];
    const own = files.slice(0, Math.floor((ownShare * files.length) / (this.#count + ownShare)));
    const others = shares(files.slice(own.length), this.#count);
    this.#parts = others.map((files) => ({ files, thread: new Thread(this.#program), outlines: [] }));
    const reports = this.#parts.map(({ files, thread }) => thread.ask({ read: { texts, own: files } }));
    const read = own.map((file) => parseFile(file, texts.get(file) ?? ""));
    this.#own = read.map(outlineOf);
    for (const [index, report] of (await Promise.all(reports)).entries()) {
      const part = this.#parts[index];
      if (report?.outlines === undefined || part === undefined) return undefined;
      part.outlines = report.outlines;
    }
    const outlined = this.#parts.flatMap(({ outlines }) =>
      outlines.map((outline) => outlinedFile(outline, texts.get(outline.file) ?? "")),
    );
    this.#read = new Map([...read, ...outlined].map((source) => [source.file, source]));
    return this.#read;
  }

  /** Judges the files of a snapshot: those that were read, on the thread that read them, and any more. */
  async judge(snapshot: Snapshot): Promise<void> {
    if (this.#parts.length === 0) return;
    const { files, plan, configurations } = snapshot;
    const added = [...files.values()].filter((source) => this.#read.get(source.file) !== source);
    const more = new Map(added.map(({ file, text }) => [file, text]));
    const order = [...files.keys()];
    const reports = this.#parts.map((part) => {
      const others = this.#parts.filter((other) => other !== part).flatMap(({ outlines }) => outlines);
      const outlines = [...this.#own, ...others];
      return part.thread.ask({ judge: { outlines, more, order, root: configurations.root, plan } });
    });
    const elsewhere = new Set(this.#parts.flatMap((part) => part.files));
    for (const file of order) if (!elsewhere.has(file)) judgmentOf(snapshot, file);
    for (const report of await Promise.all(reports))
      for (const [file, judgment] of report?.judgments ?? []) rememberJudgment(snapshot, file, judgment);
  }

  end(): void {
    for (const { thread } of this.#parts) thread.end();
    this.#parts = [];
  }
}

/** One thread; a dead one answers nothing. */
class Thread {
  readonly #worker: Worker;
  #settle: (report: CheckReport | undefined) => void = () => {};
  #isDead = false;

  constructor(program: string) {
    this.#worker = new Worker(program);
    const die = (): void => {
      this.#isDead = true;
      this.#settle(undefined);
    };
    this.#worker
      .on("message", (report: CheckReport) => this.#settle(report))
      .on("error", die)
      .on("exit", die);
  }

  ask(order: CheckOrder): Promise<CheckReport | undefined> {
    if (this.#isDead) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#worker.postMessage(order);
    });
  }

  end(): void {
    void this.#worker.terminate();
  }
}

function shares<T>(items: readonly T[], count: number): readonly (readonly T[])[] {
  const size = Math.ceil(items.length / count);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** Reading fewer takes less time than starting a thread. */
const fewestFiles = 400;

/** Of what each other thread is given: this one has read the files, and prints what is found. */
const ownShare = 0.7;

/** Beside this one. On two cores, telling one another costs more than a second one saves: 3.6 s for 5,000 files, not 2.9 s. */
function threadsFor(cores: number): number {
  return cores > 2 ? Math.min(cores, mostThreads) - 1 : 0;
}

/** What they tell one another grows with their number. */
const mostThreads = 4;
