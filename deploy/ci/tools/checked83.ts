import { IPodDisruptionBudget as T83 } from 'kubernetes-models/policy/v1/PodDisruptionBudget'; export const d83: T83 = {
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