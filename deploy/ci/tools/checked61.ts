import { IExternalSecret as T61 } from '@kubernetes-models/external-secrets/external-secrets.io/v1beta1/ExternalSecret'; export const d61: T61 = {
 "apiVersion": "external-secrets.io/v1beta1",
 "kind": "ExternalSecret",
 "metadata": {
  "name": "messaging-definitions",
  "namespace": "productplatform"
 },
 "spec": {
  "data": [
   {
    "remoteRef": {
     "key": "productplatform",
     "property": "messaging-definitions"
    },
    "secretKey": "definitions.json"
   }
  ],
  "secretStoreRef": {
   "kind": "ClusterSecretStore",
   "name": "aws-secrets-manager"
  },
  "target": {
   "name": "messaging-definitions"
  }
 }
};