import { IPodDisruptionBudget as T84 } from 'kubernetes-models/policy/v1/PodDisruptionBudget'; export const d84: T84 = {
 "apiVersion": "policy/v1",
 "kind": "PodDisruptionBudget",
 "metadata": {
  "name": "main-api",
  "namespace": "productplatform"
 },
 "spec": {
  "maxUnavailable": 1,
  "selector": {
   "matchLabels": {
    "app.kubernetes.io/name": "main-api"
   }
  }
 }
};