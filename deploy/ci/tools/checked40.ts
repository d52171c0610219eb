import { ITriggerAuthentication as T40 } from '@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication'; export const d40: T40 = {
 "apiVersion": "keda.sh/v1alpha1",
 "kind": "TriggerAuthentication",
 "metadata": {
  "name": "admin-worker",
  "namespace": "productplatform"
 },
 "spec": {
  "secretTargetRef": [
   {
    "key": "RABBIT_MQ_URL",
    "name": "admin",
    "parameter": "host"
   }
  ]
 }
};