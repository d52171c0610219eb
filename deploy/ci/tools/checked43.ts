import { IPodMonitor as T43 } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor'; export const d43: T43 = {
 "apiVersion": "monitoring.coreos.com/v1",
 "kind": "PodMonitor",
 "metadata": {
  "name": "rabbitmq",
  "namespace": "productplatform"
 },
 "spec": {
  "podMetricsEndpoints": [
   {
    "interval": "15s",
    "port": "prometheus",
    "relabelings": [
     {
      "replacement": "rabbitmq",
      "targetLabel": "job"
     }
    ]
   },
   {
    "interval": "15s",
    "params": {
     "family": [
      "queue_coarse_metrics",
      "queue_consumer_count"
     ]
    },
    "path": "/metrics/detailed",
    "port": "prometheus",
    "relabelings": [
     {
      "replacement": "rabbitmq-queues",
      "targetLabel": "job"
     }
    ]
   }
  ],
  "selector": {
   "matchLabels": {
    "app.kubernetes.io/name": "messaging"
   }
  }
 }
};