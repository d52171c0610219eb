import { INetworkPolicy as T50 } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'; export const d50: T50 = {
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