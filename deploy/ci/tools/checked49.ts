import { INetworkPolicy as T49 } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'; export const d49: T49 = {
 "apiVersion": "networking.k8s.io/v1",
 "kind": "NetworkPolicy",
 "metadata": {
  "name": "names",
  "namespace": "productplatform"
 },
 "spec": {
  "egress": [
   {
    "ports": [
     {
      "port": 53,
      "protocol": "UDP"
     },
     {
      "port": 53,
      "protocol": "TCP"
     }
    ],
    "to": [
     {
      "namespaceSelector": {
       "matchLabels": {
        "kubernetes.io/metadata.name": "kube-system"
       }
      }
     }
    ]
   }
  ],
  "podSelector": {},
  "policyTypes": [
   "Egress"
  ]
 }
};