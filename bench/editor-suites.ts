import { coldStart } from "./editor-cold.ts";
import { firstAnswers, typingInAnchors, typingInStreams } from "./editor-latency.ts";
import type { Measure } from "./editor-measure.ts";
import { idle, memory } from "./editor-memory.ts";
import { workspaces } from "./editor-workspaces.ts";

/** Every measurement by the name that `--only` takes, in the order in which they run. */
export const suites: Readonly<Record<string, Measure>> = {
  typing: typingInStreams,
  anchors: typingInAnchors,
  answers: firstAnswers,
  cold: coldStart,
  memory,
  workspaces,
  idle,
};
