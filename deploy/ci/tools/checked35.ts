import { IExternalSecret as T35 } from '@kubernetes-models/external-secrets/external-secrets.io/v1beta1/ExternalSecret'; export const d35: T35 = {
 "apiVersion": "external-secrets.io/v1beta1",
 "kind": "ExternalSecret",
 "metadata": {
  "name": "admin-password",
  "namespace": "productplatform"
 },
 "spec": {
  "data": [
   {
    "remoteRef": {
     "key": "productplatform",
     "property": "admin-password"
    },
    "secretKey": "Admin__Password"
   }
  ],
  "secretStoreRef": {
   "kind": "ClusterSecretStore",
   "name": "aws-secrets-manager"
  },
  "target": {
   "name": "admin-password"
  }
 }
};