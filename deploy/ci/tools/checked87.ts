import { IHorizontalPodAutoscaler as T87 } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler'; export const d87: T87 = {
 "apiVersion": "autoscaling/v2",
 "kind": "HorizontalPodAutoscaler",
 "metadata": {
  "name": "main-api",
  "namespace": "productplatform"
 },
 "spec": {
  "maxReplicas": 2,
  "metrics": [
   {
    "resource": {
     "name": "cpu",
     "target": {
      "averageUtilization": 60,
      "type": "Utilization"
     }
    },
    "type": "Resource"
   }
  ],
  "minReplicas": 1,
  "scaleTargetRef": {
   "apiVersion": "apps/v1",
   "kind": "Deployment",
   "name": "main-api"
  }
 }
};