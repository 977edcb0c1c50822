/** Files of objects that are about one another, some of them wrong: workloads, what scales, covers, serves and bounds them. */
export function objects(count: number): ReadonlyMap<string, string> {
  return new Map(Array.from({ length: count }, (_, index) => [`team/${index}.yaml`, file(index)] as const));
}

function file(index: number): string {
  const makers = [deployment, autoscaler, budget, service, bounds, deployment];
  return (makers[index % makers.length] ?? deployment)(index);
}

function namespace(index: number): string {
  return index % 4 === 0 ? "" : `, namespace: team-${index % 2}`;
}

function deployment(index: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: app-${index % 9}${namespace(index)} }
spec:
  replicas: ${index % 3}
  selector: { matchLabels: { app: app-${index % 9} } }
  template:
    metadata: { labels: { app: app-${index % 5} } }
    spec:
      priorityClassName: none-such
      containers:
        - name: main
          image: example
          resources: { requests: { cpu: ${index}x, memory: 128m }, limits: { memory: ${index % 2 === 0 ? "64Mi" : "1Gi"} } }
        - name: bare
          image: example
`;
}

function autoscaler(index: number): string {
  return `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: scaler-${index}${namespace(index)} }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: app-${index - 1} }
  minReplicas: 4
  maxReplicas: 3
  metrics: [{ type: Resource, resource: { name: memory, target: { type: Utilization, averageUtilization: 70 } } }]
`;
}

function budget(index: number): string {
  return `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: budget-${index}${namespace(index)} }
spec: { minAvailable: 100%, selector: { matchLabels: { app: app-${(index - 2) % 5} } } }
`;
}

function service(index: number): string {
  return `apiVersion: v1
kind: Service
metadata: { name: service-${index}${namespace(index)} }
spec: { selector: { app: app-${(index - 3) % 5} }, ports: [{ port: 80 }] }
`;
}

function bounds(index: number): string {
  return `apiVersion: v1
kind: ResourceQuota
metadata: { name: quota-${index}${namespace(index)} }
spec: { hard: { requests.cpu: 100m, limits.memory: 1Gi } }
---
apiVersion: v1
kind: LimitRange
metadata: { name: range-${index}${namespace(index)} }
spec: { limits: [{ type: Container, max: { memory: 512Mi }, defaultRequest: { cpu: 50m } }] }
`;
}
