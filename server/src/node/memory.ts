import { constants, type PerformanceEntry, PerformanceObserver } from "node:perf_hooks";
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
  const observer = new PerformanceObserver((list) => {
    if (list.getEntries().every(isForced)) return;
    clearTimeout(timer);
    timer = setTimeout(() => collect(), seconds * 1000).unref();
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

/** Our own collections are no sign of work. */
function isForced(entry: PerformanceEntry): boolean {
  const detail: unknown = "detail" in entry ? entry.detail : undefined;
  const flags = typeof detail === "object" && detail !== null && "flags" in detail ? detail.flags : 0;
  const forced = constants.NODE_PERFORMANCE_GC_FLAGS_FORCED | constants.NODE_PERFORMANCE_GC_FLAGS_ALL_AVAILABLE_GARBAGE;
  return typeof flags === "number" && (flags & forced) !== 0;
}
