import { IServiceAccount as T71 } from 'kubernetes-models/v1/ServiceAccount'; export const d71: T71 = {
 "apiVersion": "v1",
 "automountServiceAccountToken": false,
 "kind": "ServiceAccount",
 "metadata": {
  "name": "productplatform",
  "namespace": "productplatform"
 }
};