import { IExternalSecret as T91 } from '@kubernetes-models/external-secrets/external-secrets.io/v1beta1/ExternalSecret'; export const d91: T91 = {
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