import type { Connection, WorkDoneProgressReporter } from "vscode-languageserver";
import { logged } from "./safely.ts";

/** Progress of one piece of work in the editor, whichever is first: the editor's room for it, or its end. */
export class WorkProgress {
  readonly #title: string;
  readonly #isCancellable: boolean;
  #reporter: WorkDoneProgressReporter | undefined;
  #ended = false;
  #percent = 0;
  #message: string | undefined;

  constructor(title: string, options: { readonly isCancellable: boolean }) {
    this.#title = title;
    this.#isCancellable = options.isCancellable;
  }

  show(reporter: WorkDoneProgressReporter): void {
    this.#reporter = reporter;
    reporter.begin(this.#title, this.#percent, this.#message, this.#isCancellable);
    if (this.#ended) reporter.done();
  }

  report(share: number, message?: string): void {
    const percent = Math.round(100 * share);
    if (percent === this.#percent && message === this.#message) return;
    this.#percent = percent;
    this.#message = message;
    if (message === undefined) this.#reporter?.report(percent);
    else this.#reporter?.report(percent, message);
  }

  end(): void {
    this.#ended = true;
    this.#reporter?.done();
  }
}

/** What work needs that is shown only where it takes long. */
interface LatePorts {
  readonly connection: Connection;
  readonly after: (seconds: number, action: () => void) => () => void;
  readonly logError: (message: string) => void;
}

/** Does work, and shows it once it has taken longer than people take for a pause. */
export async function showLate<T>(
  title: string,
  { connection, after, logError }: LatePorts,
  work: (report: (share: number) => void) => Promise<T>,
): Promise<T> {
  const progress = new WorkProgress(title, { isCancellable: false });
  const cancel = after(pauseSeconds, () => {
    const shown = connection.window.createWorkDoneProgress().then((reporter) => progress.show(reporter));
    void logged("Showing progress", logError, shown);
  });
  try {
    return await work((share) => progress.report(share));
  } finally {
    cancel();
    progress.end();
  }
}

const pauseSeconds = 1;
