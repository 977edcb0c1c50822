/** A workload that pods may belong to. */
export interface PodOwner {
  readonly namespace: string;
  readonly name: string;
}

/**
 * The workload that a pod belongs to, by the suffixes that Kubernetes gives: the known workload with the longest name
 * that fits, else the name without what looks like a suffix.
 */
export function workloadOfPod(pod: string, namespace: string | undefined, owners: readonly PodOwner[]): string {
  const fitting = owners
    .filter((owner) => namespace === undefined || owner.namespace === namespace)
    .filter(({ name }) => pod === name || (pod.startsWith(`${name}-`) && isSuffix(pod.slice(name.length))))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
  return fitting?.name ?? withoutSuffix(pod);
}

/**
 * Kubernetes writes random parts with letters that make no words: without vowels and look-alikes. Parts written by hand in
 * examples have at least a digit. A plain word is part of another name, `web-proxy` no pod of `web`.
 */
const random = "(?=[a-z0-9]*\\d|[bcdfghjklmnpqrstvwxz]+(?:-|$))[a-z0-9]";

/** KServe and Knative put names of their own between the service's and the hash. */
const predictor = "(?:-predictor(?:-default)?)?(?:-\\d{5}-deployment)?";

/** Deployment: template hash and five characters. CronJob: scheduled minute, perhaps an index. DaemonSet, Job: five characters. StatefulSet: ordinal. */
const suffixes: readonly string[] = [
  `${predictor}-${random}{3,10}-[a-z0-9]{5}`,
  `-\\d{8,10}-(?:\\d+-)?[a-z0-9]{5}`,
  `-\\d+-[a-z0-9]{5}`,
  `-${random}{4,10}`,
  `-predictor(?:-default)?(?:-\\d+)?`,
  `-\\d{1,5}`,
];

const known = suffixes.map((suffix) => new RegExp(`^${suffix}$`));

/** Without a list of workloads only what Kubernetes itself would write is cut. */
const likely: readonly RegExp[] = [
  /-predictor(?:-default)?(?:-\d{5}-deployment)?-[bcdfghjklmnpqrstvwxz2456789]{5,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
  /-[bcdfghjklmnpqrstvwxz2456789]{6,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
  /-\d{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
  /-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
  /-\d{1,5}$/,
];

/** Whether a name can only be a Deployment's pod: it ends in a template's hash and five characters of Kubernetes' own alphabet. */
export function looksLikePod(name: string): boolean {
  return (
    /-[bcdfghjklmnpqrstvwxz2456789]{6,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/.test(name) && /\d/.test(name.slice(-16))
  );
}

function isSuffix(text: string): boolean {
  return known.some((suffix) => suffix.test(text));
}

function withoutSuffix(pod: string): string {
  const suffix = likely.find((pattern) => pattern.test(pod));
  return (suffix === undefined ? "" : pod.replace(suffix, "")) || pod;
}
