import { INetworkPolicy as T103 } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'; export const d103: T103 = {
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