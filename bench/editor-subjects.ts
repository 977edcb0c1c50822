/** What is typed in, of a chosen length. Every kind of text is of Deployments alone, so that one schema judges both servers' texts. */

/** A stream of Deployments with this many lines, or a few more. */
export function streamText(lines: number): string {
  const documents = Math.ceil((lines + 1) / (deploymentLines + 1));
  return Array.from({ length: documents }, (_, index) => deployment(index)).join("---\n");
}

/** One Deployment with this many lines, or a few more, in which every container is put together from anchors and merge keys. */
export function anchoredText(lines: number): string {
  const containers = Math.ceil((lines - deploymentLines) / anchoredLines);
  const blocks = Array.from({ length: containers }, (_, index) => anchoredContainer(index));
  return deployment(0).replace("          resources:\n", "          resources: &base\n") + blocks.join("");
}

/** A manifest of about 30 lines, for workspaces of many files. */
export function smallManifest(index: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-${index}
  namespace: team-${index % 50}
  labels:
    app: service-${index}
spec:
  replicas: ${1 + (index % 4)}
  selector:
    matchLabels:
      app: service-${index}
  template:
    metadata:
      labels:
        app: service-${index}
    spec:
      containers:
        - name: main
          image: registry.example.com/service-${index}:1.${index % 30}.0
          ports:
            - containerPort: 8080
          env:
            - name: MODE
              value: production
          resources:
            requests:
              cpu: ${50 * (1 + (index % 10))}m
              memory: ${128 * (1 + (index % 8))}Mi
            limits:
              memory: ${128 * (1 + (index % 8))}Mi
`;
}

/** The offset behind the digit of the replicas nearest to the middle: a letter there makes it no number, for every server. */
export function placeToType(text: string): number {
  const places = [...text.matchAll(/^ {2}replicas: \d/gm)].map((match) => match.index + match[0].length);
  const place = places[Math.floor(places.length / 2)];
  if (place === undefined) throw new Error("No replicas to type in.");
  return place;
}

const deploymentLines = 48;

function deployment(index: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-${index}
  namespace: team-${index % 20}
  labels:
    app: service-${index}
    tier: backend
spec:
  replicas: ${1 + (index % 4)}
  selector:
    matchLabels:
      app: service-${index}
  template:
    metadata:
      labels:
        app: service-${index}
        tier: backend
      annotations:
        checksum/config: "${(index * 2654435761) % 2 ** 31}"
    spec:
      serviceAccountName: service-${index}
      terminationGracePeriodSeconds: 30
      containers:
        - name: main
          image: registry.example.com/service-${index}:1.${index % 30}.0
          args: ["--listen=0.0.0.0:8080", "--level=info"]
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: MODE
              value: production
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
          readinessProbe:
            httpGet:
              path: /ready
              port: http
            periodSeconds: 5
          resources:
            requests:
              cpu: ${50 * (1 + (index % 20))}m
              memory: ${128 * (1 + (index % 8))}Mi
            limits:
              memory: ${128 * (1 + (index % 8))}Mi
`;
}

const anchoredLines = 11;

/** Each takes the amounts of the one above it and changes one: chains are what readers of anchors are slow at. */
function anchoredContainer(index: number): string {
  const above = index === 0 ? "base" : `amounts-${index - 1}`;
  return `        - name: helper-${index}
          image: registry.example.com/helper:1.${index}.0
          env: &env-${index}
            - name: INDEX
              value: "${index}"
          resources: &amounts-${index}
            <<: *${above}
            requests: &requests-${index}
              cpu: ${10 * (1 + (index % 90))}m
              memory: 64Mi
          securityContext: { runAsNonRoot: true }
`;
}
