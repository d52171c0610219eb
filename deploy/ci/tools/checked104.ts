import { INetworkPolicy as T104 } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'; export const d104: T104 = {
 "apiVersion": "networking.k8s.io/v1",
 "kind": "NetworkPolicy",
 "metadata": {
  "name": "nothing",
  "namespace": "productplatform"
 },
 "spec": {
  "podSelector": {},
  "policyTypes": [
   "Ingress",
   "Egress"
  ]
 }
};