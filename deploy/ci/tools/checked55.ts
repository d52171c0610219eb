import { IServiceAccount as T55 } from 'kubernetes-models/v1/ServiceAccount'; export const d55: T55 = {
 "apiVersion": "v1",
 "automountServiceAccountToken": false,
 "kind": "ServiceAccount",
 "metadata": {
  "name": "productplatform",
  "namespace": "productplatform"
 }
};