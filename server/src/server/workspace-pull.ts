import type {
  CancellationToken,
  Diagnostic,
  PreviousResultId,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { resultId } from "./diagnostics.ts";

/** What the answers to `workspace/diagnostic` are made from. */
export interface WorkspacePullPorts {
  readonly files: () => Iterable<string>;
  /** Open files are pulled by themselves. */
  readonly open: () => ReadonlyMap<string, unknown>;
  readonly diagnosticsOf: (uri: string) => Diagnostic[];
  readonly after: (seconds: number, action: () => void) => () => void;
}

/**
 * Diagnostics of the whole workspace. An editor that asks for them asks again as soon as it is answered, so the answer
 * is held until something about them changes: a quiet workspace costs no message and no computation.
 */
export class WorkspacePull {
  readonly #ports: WorkspacePullPorts;
  #held: Held | undefined;
  /** Counts the states of the workspace: a round about an earlier one is given up. */
  #state = 0;
  #cancelDelay: (() => void) | undefined;

  constructor(ports: WorkspacePullPorts) {
    this.#ports = ports;
  }

  /** Answers with what differs from what the editor has, as soon as something does; in parts where it takes them. */
  answer(
    previous: readonly PreviousResultId[],
    token: CancellationToken,
    part?: (items: WorkspaceDocumentDiagnosticReport[]) => void,
  ): Promise<WorkspaceDiagnosticReport> {
    this.dispose();
    return new Promise((resolve) => {
      const known = new Map(previous.map(({ uri, value }) => [uri, value]));
      const held: Held = { known, part, resolve, isTold: false };
      this.#held = held;
      token.onCancellationRequested(() => {
        if (this.#held === held) this.dispose();
      });
      void this.#round(held);
    });
  }

  /** Something that diagnostics are made from may have changed. */
  changed(): void {
    this.#state++;
    this.#cancelDelay?.();
    if (this.#held === undefined) return;
    this.#cancelDelay = this.#ports.after(quietSeconds, () => {
      if (this.#held !== undefined) void this.#round(this.#held);
    });
  }

  /** Answers what is held: nothing changed. */
  dispose(): void {
    this.#cancelDelay?.();
    this.#held?.resolve({ items: [] });
    this.#held = undefined;
  }

  async #round(held: Held): Promise<void> {
    const state = this.#state;
    const open = this.#ports.open();
    const files = [...this.#ports.files()].filter((uri) => !open.has(uri));
    let items = gone(held, new Set([...files, ...open.keys()]));
    for (let index = 0; index < files.length; index += filesAtOnce) {
      items.push(...files.slice(index, index + filesAtOnce).flatMap((uri) => this.#report(held, uri)));
      if (held.part !== undefined && items.length > 0) {
        held.part(items);
        held.isTold = true;
        items = [];
      }
      // Requests that came meanwhile are answered first.
      await new Promise<void>((resolve) => void this.#ports.after(0, resolve));
      if (this.#held !== held) return;
      if (this.#state !== state) return this.#giveUp(held, items);
    }
    if (items.length > 0 || held.isTold) this.#settle(held, items);
  }

  /** What was found before the workspace changed is told all the same: the editor asks again. */
  #giveUp(held: Held, items: WorkspaceDocumentDiagnosticReport[]): void {
    if (items.length > 0) this.#settle(held, items);
  }

  #settle(held: Held, items: WorkspaceDocumentDiagnosticReport[]): void {
    this.#held = undefined;
    this.#cancelDelay?.();
    held.resolve({ items });
  }

  #report({ known }: Held, uri: string): readonly WorkspaceDocumentDiagnosticReport[] {
    const items = this.#ports.diagnosticsOf(uri);
    const id = resultId(items);
    const before = known.get(uri);
    if (before === id || (before === undefined && items.length === 0)) return [];
    known.set(uri, id);
    return [{ kind: "full", uri, version: null, resultId: id, items }];
  }
}

interface Held {
  /** Result ids that the editor has, by file. */
  readonly known: Map<string, string>;
  readonly part: ((items: WorkspaceDocumentDiagnosticReport[]) => void) | undefined;
  readonly resolve: (report: WorkspaceDiagnosticReport) => void;
  /** Whether a part was sent. */
  isTold: boolean;
}

/** Files that the editor shows something of and that are no more. */
function gone({ known }: Held, files: ReadonlySet<string>): WorkspaceDocumentDiagnosticReport[] {
  const nothing = resultId([]);
  return [...known].flatMap(([uri, id]): WorkspaceDocumentDiagnosticReport[] => {
    if (files.has(uri) || id === nothing) return [];
    known.set(uri, nothing);
    return [{ kind: "full", uri, version: null, resultId: nothing, items: [] }];
  });
}

/** A pause in the changes after which unopened files are looked at again. */
const quietSeconds = 0.4;

/** Between two lots the server answers what else was asked. */
const filesAtOnce = 25;
