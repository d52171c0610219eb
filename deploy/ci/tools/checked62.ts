import { INetworkPolicy as T62 } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'; export const d62: T62 = {
 "apiVersion": "networking.k8s.io/v1",
 "kind": "NetworkPolicy",
 "metadata": {
  "name": "internal",
  "namespace": "productplatform"
 },
 "spec": {
  "ingress": [
   {
    "from": [
     {
      "podSelector": {
       "matchLabels": {
        "app.kubernetes.io/name": "admin-worker"
       }
      }
     }
    ],
    "ports": [
     {
      "port": 8080
     }
    ]
   }
  ],
  "podSelector": {
   "matchLabels": {
    "app.kubernetes.io/name": "main-worker"
   }
  },
  "policyTypes": [
   "Ingress"
  ]
 }
};