import { IPodDisruptionBudget as T31 } from 'kubernetes-models/policy/v1/PodDisruptionBudget'; export const d31: T31 = {
 "apiVersion": "policy/v1",
 "kind": "PodDisruptionBudget",
 "metadata": {
  "name": "main-worker",
  "namespace": "productplatform"
 },
 "spec": {
  "maxUnavailable": 1,
  "selector": {
   "matchLabels": {
    "app.kubernetes.io/name": "main-worker"
   }
  }
 }
};