/** A Deployment with one container whose resources are these lines. */
export function deployment(resources: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers:
        - name: web
          resources:
${resources.replace(/^/gm, "            ")}
`;
}
