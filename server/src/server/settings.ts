/** The user's settings under `resourcePlanner`; a test compares names and defaults with package.json. */
export interface Settings {
  readonly plan: {
    /** Plan in the background when a manifest, the ResourcePlan or a history file changes. */
    readonly automatic: boolean;
    /** Seconds without a change before the background plan starts. */
    readonly delay: number;
    /** Seed of the search: equal inputs and seed give equal plans. */
    readonly seed: number;
  };
  readonly history: {
    /** Globs of history files where no ResourcePlan names any. */
    readonly files: readonly string[];
    /** Minutes after which a Prometheus server is asked again for what is new; 0: only when something changes. */
    readonly refreshInterval: number;
  };
  readonly manifests: {
    /** Globs of YAML files that are not manifests of this workspace. */
    readonly exclude: readonly string[];
    /** Leave out what git ignores. */
    readonly respectGitignore: boolean;
  };
  readonly schema: {
    /** `auto`: on, unless Red Hat's YAML extension validates Kubernetes manifests too. */
    readonly validate: "auto" | "on" | "off";
  };
  readonly format: {
    /** `auto`: on, unless another extension formats YAML. */
    readonly manifests: "auto" | "on" | "off";
  };
  readonly hover: {
    /** Draw history, forecast and bound in the hover of a resource value. */
    readonly chart: boolean;
  };
  readonly codeLens: {
    /** Show above each workload what the plan would change. */
    readonly enabled: boolean;
  };
  readonly inlayHints: {
    /** Show beside values what the plan would write, and what unusual quantities amount to. */
    readonly enabled: boolean;
  };
}

export const defaultSettings: Settings = {
  plan: { automatic: true, delay: 0.5, seed: 1 },
  history: { files: ["**/*.csv"], refreshInterval: 15 },
  manifests: { exclude: ["**/node_modules/**", "**/.git/**"], respectGitignore: true },
  schema: { validate: "auto" },
  format: { manifests: "auto" },
  hover: { chart: true },
  codeLens: { enabled: true },
  inlayHints: { enabled: true },
};

/** Settings as an editor sends them, any of them absent: what is absent or of another type has its default. */
export function readSettings(sent: unknown): Settings {
  const groups = record(sent);
  const plan = record(groups["plan"]);
  const history = record(groups["history"]);
  const manifests = record(groups["manifests"]);
  return {
    plan: {
      automatic: boolean(plan["automatic"], defaultSettings.plan.automatic),
      delay: Math.max(0, number(plan["delay"], defaultSettings.plan.delay)),
      seed: number(plan["seed"], defaultSettings.plan.seed),
    },
    history: {
      files: strings(history["files"], defaultSettings.history.files),
      refreshInterval: Math.max(0, number(history["refreshInterval"], defaultSettings.history.refreshInterval)),
    },
    manifests: {
      exclude: strings(manifests["exclude"], defaultSettings.manifests.exclude),
      respectGitignore: boolean(manifests["respectGitignore"], defaultSettings.manifests.respectGitignore),
    },
    schema: { validate: choice(record(groups["schema"])["validate"]) },
    format: { manifests: choice(record(groups["format"])["manifests"]) },
    hover: { chart: boolean(record(groups["hover"])["chart"], defaultSettings.hover.chart) },
    codeLens: { enabled: boolean(record(groups["codeLens"])["enabled"], defaultSettings.codeLens.enabled) },
    inlayHints: { enabled: boolean(record(groups["inlayHints"])["enabled"], defaultSettings.inlayHints.enabled) },
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function choice(value: unknown): "auto" | "on" | "off" {
  return value === "on" || value === "off" ? value : "auto";
}

function boolean(value: unknown, fallback: boolean): boolean {
  return typeof value === "boolean" ? value : fallback;
}

function number(value: unknown, fallback: number): number {
  return typeof value === "number" && Number.isFinite(value) ? value : fallback;
}

function strings(value: unknown, fallback: readonly string[]): readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : fallback;
}
