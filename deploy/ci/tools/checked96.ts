import { IPodMonitor as T96 } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor'; export const d96: T96 = {
 "apiVersion": "monitoring.coreos.com/v1",
 "kind": "PodMonitor",
 "metadata": {
  "name": "platform",
  "namespace": "productplatform"
 },
 "spec": {
  "jobLabel": "app.kubernetes.io/name",
  "podMetricsEndpoints": [
   {
    "interval": "15s",
    "port": "metrics"
   }
  ],
  "selector": {
   "matchExpressions": [
    {
     "key": "app.kubernetes.io/name",
     "operator": "In",
     "values": [
      "admin-api",
      "admin-worker",
      "main-api",
      "main-worker"
     ]
    }
   ]
  }
 }
};