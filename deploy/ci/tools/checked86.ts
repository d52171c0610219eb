import { IHorizontalPodAutoscaler as T86 } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler'; export const d86: T86 = {
 "apiVersion": "autoscaling/v2",
 "kind": "HorizontalPodAutoscaler",
 "metadata": {
  "name": "admin-api",
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
   "name": "admin-api"
  }
 }
};