import { pick, type Random } from "./random.ts";

/** A generated document, and the name of the workload where it describes one that can have a history. */
export interface GeneratedDocument {
  readonly text: string;
  readonly workload?: string;
}

/**
 * Manifests as a repository holds them: mostly workloads of one or two containers with probes and environment, and
 * beside them autoscalers, budgets and Services. One in twenty carries a mistake.
 */
export function generateDocuments(count: number, random: Random): readonly GeneratedDocument[] {
  const documents: GeneratedDocument[] = [];
  let scalable = "";
  for (let index = 0; index < count; index++) {
    const document = generateDocument(index, scalable, random);
    if (document.text.includes("kind: Deployment")) scalable = document.workload ?? "";
    documents.push(document);
  }
  return documents;
}

function generateDocument(index: number, scalable: string, random: Random): GeneratedDocument {
  const name = `${pick(random, ["cart", "search", "media", "billing", "events", "users"])}-${index}`;
  const share = random();
  if (share < 0.58 || scalable === "") return workload("Deployment", name, random);
  if (share < 0.68) return workload("StatefulSet", name, random);
  if (share < 0.72) return cronJob(name, random);
  if (share < 0.82) return { text: autoscaler(scalable, random) };
  if (share < 0.87) return { text: budget(scalable) };
  return { text: service(name) };
}

function workload(kind: "Deployment" | "StatefulSet", name: string, random: Random): GeneratedDocument {
  const containers =
    random() < 0.25 ? [container(name, random), container("proxy", random)] : [container(name, random)];
  const mistaken = random() < 0.05;
  const text = `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: ${name}
  namespace: bench
  labels: { app: ${name}, team: ${pick(random, ["red", "blue", "green"])} }
spec:
  ${mistaken && random() < 0.3 ? "replcas" : "replicas"}: ${1 + Math.floor(random() * 4)}
${kind === "StatefulSet" ? `  serviceName: ${name}\n` : ""}  selector:
    matchLabels: { app: ${name} }
  template:
    metadata:
      labels: { app: ${name} }
      annotations:
        checksum/config: "${Math.floor(random() * 2 ** 31).toString(16)}"
    spec:
      serviceAccountName: ${name}
      securityContext:
        runAsNonRoot: true
      containers:
${containers.join("")}      volumes:
        - name: scratch
          emptyDir: { sizeLimit: 256Mi }
`;
  return { text: mistaken ? text.replace(/memory: (\d+)Mi/, "memory: $1m") : text, workload: name };
}

function container(name: string, random: Random): string {
  const memory = 128 * (1 + Math.floor(random() * 15));
  return `        - name: ${name}
          image: registry.example.com/bench/${name}:1.${Math.floor(random() * 40)}.0
          args: ["--listen=0.0.0.0:8080", "--log-level=info"]
          env:
            - name: LOG_FORMAT
              value: json
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet: { path: /ready, port: http }
            periodSeconds: 5
          resources:
            requests:
              cpu: ${50 * (1 + Math.floor(random() * 30))}m
              memory: ${memory}Mi
            limits:
              memory: ${memory}Mi
          volumeMounts:
            - name: scratch
              mountPath: /tmp
`;
}

function cronJob(name: string, random: Random): GeneratedDocument {
  const text = `apiVersion: batch/v1
kind: CronJob
metadata:
  name: ${name}
  namespace: bench
spec:
  schedule: "${Math.floor(random() * 60)} 2 * * *"
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      backoffLimit: 2
      template:
        spec:
          restartPolicy: OnFailure
          containers:
            - name: job
              image: registry.example.com/bench/${name}:2.0.0
              resources:
                requests: { cpu: 500m, memory: 1Gi }
                limits: { memory: 1Gi }
`;
  return { text };
}

function autoscaler(target: string, random: Random): string {
  return `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: ${target}
  namespace: bench
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${target} }
  minReplicas: 2
  maxReplicas: ${4 + Math.floor(random() * 8)}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: { type: Utilization, averageUtilization: ${60 + 5 * Math.floor(random() * 5)} }
`;
}

function budget(target: string): string {
  return `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: ${target}
  namespace: bench
spec:
  maxUnavailable: 1
  selector:
    matchLabels: { app: ${target} }
`;
}

function service(name: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: bench
spec:
  selector: { app: ${name} }
  ports:
    - name: http
      port: 80
      targetPort: http
`;
}
