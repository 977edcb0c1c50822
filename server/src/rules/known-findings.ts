import type { ManifestDocument } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { movedFacts, moveOf } from "../document/move.ts";
import type { Rule, RuleContext } from "./rule.ts";

/** What the rules find in one document, in their order. */
export interface Check {
  readonly context: RuleContext;
  /** The same array for as long as the same rules are on. */
  readonly rules: readonly Rule[];
}

/**
 * Has rules look at a document. Most look at nothing else: what these found is known until the document changes, and
 * moves with it. Which they are shows when they run, by what of their context they read. So a keystroke in one document
 * costs the others only those rules that do depend on more than one.
 */
export function findingsBy({ context, rules }: Check): readonly Finding[] {
  const { document } = context;
  const move = moveOf(document);
  const memory = memoryOf(move?.from ?? document, rules);
  const signature = signatureOf(context);
  const at = move?.by ?? 0;
  const known = memory.steps.get(signature);
  const steps = known === undefined ? runAll(rules, context) : movedSteps(known, at, document);
  memory.steps.set(signature, { at, steps });
  return steps.flatMap((step) => ("code" in step ? [...step.find(context)] : step));
}

/** In the rules' order: the findings of one that needs no other document, or one that has to be asked each time. */
type Step = Rule | readonly Finding[];

interface Steps {
  /** How far below its first place the document stood when these were made. */
  readonly at: number;
  readonly steps: readonly Step[];
}

interface Memory {
  readonly rules: readonly Rule[];
  readonly steps: Map<string, Steps>;
}

const memories: WeakMap<ManifestDocument, Memory> = new WeakMap();

function memoryOf(document: ManifestDocument, rules: readonly Rule[]): Memory {
  const before = memories.get(document);
  if (before?.rules === rules && before.steps.size < mostSignatures) return before;
  const memory = { rules, steps: new Map() };
  memories.set(document, memory);
  return memory;
}

/** A document has one workload, or a few. */
const mostSignatures = 16;

/** What of a workload other documents decide; all else is read from its own. */
function signatureOf({ workload }: RuleContext): string {
  if (workload === undefined) return "";
  const { id, replicas, priority, containers } = workload;
  const [{ defaults } = {}] = containers;
  return `${id} ${replicas.value} ${priority}${defaults === undefined ? "" : JSON.stringify(defaults)}`;
}

function runAll(rules: readonly Rule[], context: RuleContext): readonly Step[] {
  const watched = watch(context);
  return rules.flatMap((rule): readonly Step[] => {
    watched.hasLookedAround = false;
    const found = [...rule.find(watched.context)];
    if (watched.hasLookedAround) return [rule];
    return found.length === 0 ? [] : [found];
  });
}

interface Watched {
  readonly context: RuleContext;
  hasLookedAround: boolean;
}

/** The context, and whether anything was read from it that does not come from the document itself. */
function watch(context: RuleContext): Watched {
  const { document, workload, configuration } = context;
  const watched: Watched = {
    hasLookedAround: false,
    context: {
      document,
      workload,
      configuration,
      get inventory() {
        watched.hasLookedAround = true;
        return context.inventory;
      },
      get advice() {
        watched.hasLookedAround = true;
        return context.advice;
      },
      get sourceOf() {
        watched.hasLookedAround = true;
        return context.sourceOf;
      },
    },
  };
  return watched;
}

function movedSteps({ at, steps }: Steps, to: number, document: ManifestDocument): readonly Step[] {
  if (at === to) return steps;
  const move = { from: document, by: to - at };
  return steps.map((step) => ("code" in step ? step : movedFacts(step, move, document)));
}
