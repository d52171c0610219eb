import { IHorizontalPodAutoscaler as T33 } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler'; export const d33: T33 = {
 "apiVersion": "autoscaling/v2",
 "kind": "HorizontalPodAutoscaler",
 "metadata": {
  "name": "main-api",
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
   "name": "main-api"
  }
 }
};