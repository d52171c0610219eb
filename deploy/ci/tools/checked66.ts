import { INetworkPolicy as T66 } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'; export const d66: T66 = {
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