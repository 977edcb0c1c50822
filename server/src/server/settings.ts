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
  };
  readonly manifests: {
    /** Globs of YAML files that are not manifests of this workspace. */
    readonly exclude: readonly string[];
  };
  readonly schema: {
    /** `auto`: on, unless Red Hat's YAML extension validates Kubernetes manifests too. */
    readonly validate: "auto" | "on" | "off";
  };
  readonly hover: {
    /** Draw history, forecast and bound in the hover of a resource value. */
    readonly chart: boolean;
  };
}

export const defaultSettings: Settings = {
  plan: { automatic: true, delay: 0.5, seed: 1 },
  history: { files: ["**/*.csv"] },
  manifests: { exclude: ["**/node_modules/**", "**/.git/**"] },
  schema: { validate: "auto" },
  hover: { chart: true },
};
