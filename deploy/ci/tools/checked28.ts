import { IPodDisruptionBudget as T28 } from 'kubernetes-models/policy/v1/PodDisruptionBudget'; export const d28: T28 = {
 "apiVersion": "policy/v1",
 "kind": "PodDisruptionBudget",
 "metadata": {
  "name": "admin-api",
  "namespace": "productplatform"
 },
 "spec": {
  "maxUnavailable": 1,
  "selector": {
   "matchLabels": {
    "app.kubernetes.io/name": "admin-api"
   }
  }
 }
};