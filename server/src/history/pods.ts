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

const random = "[a-z0-9]{5}";

/** Deployment: template hash and five characters; StatefulSet: ordinal; DaemonSet and Job: five characters; CronJob: scheduled minute too. */
const suffixes: readonly RegExp[] = [
  new RegExp(`^(?:-predictor(?:-default)?(?:-\\d{5}-deployment)?)?-[a-z0-9]{6,10}-${random}$`),
  new RegExp(`^-\\d{8,10}-(?:\\d+-)?${random}$`),
  new RegExp(`^-(?:\\d+-)?${random}$`),
  /^-\d+$/,
];

function isSuffix(text: string): boolean {
  return suffixes.some((suffix) => suffix.test(text));
}

/** Without the list of workloads only what is unlikely to be part of a name is cut: Kubernetes' own letters hold no vowels. */
function withoutSuffix(pod: string): string {
  const safe = "[bcdfghjklmnpqrstvwxz2456789]";
  for (const pattern of [`-${safe}{6,10}-${safe}{5}$`, `-\\d{8,10}-${safe}{5}$`, `-${safe}{5}$`, "-\\d+$"]) {
    const name = pod.replace(new RegExp(pattern), "");
    if (name !== pod && name !== "") return name;
  }
  return pod;
}
