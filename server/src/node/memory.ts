import { constants, type PerformanceEntry, PerformanceObserver, performance } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Gives memory back to the system whenever the process comes to rest. Reading manifests leaves garbage, and an engine
 * that is not asked keeps the room for it: after many files were open and closed again that is ten times what is in use.
 * A process at rest does nothing: what is due is known by the collections that work makes necessary.
 */
export function giveMemoryBackAtRest(seconds: number = defaultSeconds): void {
  const collect = collector();
  if (collect === undefined) return;
  let timer: NodeJS.Timeout | undefined;
  let lastEnd = 0;
  const observer = new PerformanceObserver((list) => {
    // What our own collection consists of is told afterward, and not always as forced.
    if (!list.getEntries().some((entry) => entry.startTime > lastEnd && isOfWork(entry))) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      collect();
      lastEnd = performance.now();
    }, seconds * 1000).unref();
  });
  observer.observe({ entryTypes: ["gc"] });
}

/** Long enough for a pause in typing. */
const defaultSeconds = 2;

/** The engine's own collector, which a flag shows; undefined where the engine has none such. */
function collector(): (() => void) | undefined {
  try {
    setFlagsFromString("--expose-gc");
    const gc: unknown = runInNewContext("gc");
    if (typeof gc !== "function") return undefined;
    return () => {
      gc({ type: "major", execution: "sync", flavor: "last-resort" });
    };
  } catch {
    return undefined;
  }
}

/** Work fills the space of new objects, which is collected apart. The engine collects all at rest too, once or twice. */
function isOfWork({ detail }: PerformanceEntry & { readonly detail?: unknown }): boolean {
  const kind = typeof detail === "object" && detail !== null && "kind" in detail ? detail.kind : undefined;
  return kind === constants.NODE_PERFORMANCE_GC_MINOR;
}
