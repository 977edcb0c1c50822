/** The Deployment `web` with some lines in its only container. */
export function deployment(container: string, replicas: number = 3): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: web
${container.replace(/^(?=.)/gm, "          ")}
`;
}

/** The same with a line of requests. */
export function requesting(requests: string, replicas: number = 3): string {
  return deployment(`resources:\n  requests:\n    ${requests}`, replicas);
}
