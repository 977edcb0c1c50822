/** A Deployment with what is asked for. */
export function deployment(
  name: string,
  {
    replicas = 2,
    cpu = "500m",
    memory = "1Gi",
    spec = "",
  }: { readonly replicas?: number; readonly cpu?: string; readonly memory?: string; readonly spec?: string } = {},
): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:${spec === "" ? "" : `\n      ${spec}`}
      containers:
        - name: ${name} # the only one
          image: ${name}:1
          resources:
            requests:
              cpu: ${cpu}
              memory: ${memory}
            limits:
              memory: ${memory}
`;
}

/** A ResourcePlan with these lines below `spec`. */
export function resourcePlan(spec: string): string {
  return `apiVersion: resource-planner.dev/v1
kind: ResourcePlan
metadata: { name: test }
spec:
${spec.replace(/^(?=.)/gm, "  ")}`;
}

/** Two pools that hold what the tests plan. */
export const pools = `pools:
  - name: general
    allocatable: { cpu: 4, memory: 16Gi, pods: 110 }
    nodes: { min: 0, max: 4 }
    pricePerHour: 0.2
  - name: large
    allocatable: { cpu: 16, memory: 64Gi, pods: 110 }
    nodes: { min: 0, max: 4 }
    pricePerHour: 0.9
`;

/** Three days of usage every quarter of an hour, with a daily wave: cores and MiB over all replicas. */
export function usage({
  cpu = 0.2,
  memory = 300,
  days = 3,
}: {
  cpu?: number;
  memory?: number;
  days?: number;
} = {}): string {
  const rows = Array.from({ length: days * 96 }, (_, slot) => {
    const time = new Date(Date.UTC(2026, 9, 1, 0, 15 * slot)).toISOString();
    const wave = 1 + Math.sin((2 * Math.PI * slot) / 96) / 4;
    return `${time},${(cpu * wave).toFixed(4)},${Math.round(memory * wave) * 2 ** 20}`;
  });
  return `time,cpu,memory\n${rows.join("\n")}\n`;
}
