import { INetworkPolicy as T12 } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'; export const d12: T12 = {
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