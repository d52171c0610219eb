import { IServiceAccount as T17 } from 'kubernetes-models/v1/ServiceAccount'; export const d17: T17 = {
 "apiVersion": "v1",
 "automountServiceAccountToken": false,
 "kind": "ServiceAccount",
 "metadata": {
  "name": "productplatform",
  "namespace": "productplatform"
 }
};