import { ITriggerAuthentication as T41 } from '@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication'; export const d41: T41 = {
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