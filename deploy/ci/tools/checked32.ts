import { IHorizontalPodAutoscaler as T32 } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler'; export const d32: T32 = {
 "apiVersion": "autoscaling/v2",
 "kind": "HorizontalPodAutoscaler",
 "metadata": {
  "name": "admin-api",
  "namespace": "productplatform"
 },
 "spec": {
  "maxReplicas": 6,
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
  "minReplicas": 2,
  "scaleTargetRef": {
   "apiVersion": "apps/v1",
   "kind": "Deployment",
   "name": "admin-api"
  }
 }
};