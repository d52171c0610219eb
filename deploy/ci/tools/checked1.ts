import { IServiceAccount as T1 } from 'kubernetes-models/v1/ServiceAccount'; export const d1: T1 = {
 "apiVersion": "v1",
 "automountServiceAccountToken": false,
 "kind": "ServiceAccount",
 "metadata": {
  "name": "productplatform",
  "namespace": "productplatform"
 }
};