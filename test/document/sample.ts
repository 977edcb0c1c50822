/** A manifest with something of everything that is written in manifests. */
export const sample = `# A stream of three documents.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: &labels { app: web, "tier": front }
spec:
  replicas: 3 # guessed
  selector:
    matchLabels: *labels
  template:
    metadata:
      labels:
        <<: *labels
        version: "1.25"
    spec:
      containers:
        - name: web
          image: nginx:1.25
          args: ["--port", '80', --verbose]
          command:
            - sh
            - -c
            - |
              echo one
                echo two
          resources:
            requests: &requests
              cpu: 500m
              memory: 1Gi
            limits: {}
          env:
            - name: EMPTY
              value:
            - { name: FLOW, value: ~ }
        - name: sidecar
          resources:
            requests:
              <<: [*requests]
              cpu: 0.1
---
apiVersion: v1
kind: List
items:
- kind: Service
  metadata: {name: web}
- kind: ConfigMap
  metadata:
    name: settings
  data:
    key: >-
      folded
      text
...
---
{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "json", "namespace": "x"}}
`;
