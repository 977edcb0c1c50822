import { type Configuration, defaultConfiguration, type RuleSetting } from "./configuration.ts";

/**
 * An inner folder's configuration laid over an outer one's. What the inner one says of a group outweighs what the outer
 * one says of the group's rules. Globs of ignored files stay with their own folder, and are not merged.
 */
export function mergeConfigurations(outer: Configuration, inner: Configuration): Configuration {
  if (outer === defaultConfiguration) return inner;
  return {
    rules: mergeRules(outer.rules, inner.rules),
    ignore: inner.ignore,
    kubernetesVersion: inner.kubernetesVersion ?? outer.kubernetesVersion,
    baseline: inner.baseline ?? outer.baseline,
  };
}

function mergeRules(
  outer: ReadonlyMap<string, RuleSetting>,
  inner: ReadonlyMap<string, RuleSetting>,
): ReadonlyMap<string, RuleSetting> {
  const kept = [...outer].filter(([name]) => !inner.has(`${name.split("/")[0]}/*`));
  return new Map([...kept, ...[...inner].map(([name, setting]) => [name, over(outer.get(name), setting)] as const)]);
}

/** An inner configuration can change a rule's severity and leave its parameters as they are. */
function over(outer: RuleSetting | undefined, inner: RuleSetting): RuleSetting {
  return {
    severity: inner.severity ?? outer?.severity,
    parameters: { ...outer?.parameters, ...inner.parameters },
  };
}
