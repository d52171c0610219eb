import { IPodDisruptionBudget as T29 } from 'kubernetes-models/policy/v1/PodDisruptionBudget'; export const d29: T29 = {
 "apiVersion": "policy/v1",
 "kind": "PodDisruptionBudget",
 "metadata": {
  "name": "admin-worker",
  "namespace": "productplatform"
 },
 "spec": {
  "maxUnavailable": 1,
  "selector": {
   "matchLabels": {
    "app.kubernetes.io/name": "admin-worker"
   }
  }
 }
};