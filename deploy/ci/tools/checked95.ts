import { ITriggerAuthentication as T95 } from '@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication'; export const d95: T95 = {
 "apiVersion": "keda.sh/v1alpha1",
 "kind": "TriggerAuthentication",
 "metadata": {
  "name": "main-worker",
  "namespace": "productplatform"
 },
 "spec": {
  "secretTargetRef": [
   {
    "key": "RABBIT_MQ_URL",
    "name": "main",
    "parameter": "host"
   }
  ]
 }
};