import { INetworkPolicy as T15 } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'; export const d15: T15 = {
 "apiVersion": "networking.k8s.io/v1",
 "kind": "NetworkPolicy",
 "metadata": {
  "name": "users",
  "namespace": "productplatform"
 },
 "spec": {
  "ingress": [
   {
    "from": [
     {
      "podSelector": {
       "matchLabels": {
        "app.kubernetes.io/name": "main-api"
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
    "app.kubernetes.io/name": "admin-api"
   }
  },
  "policyTypes": [
   "Ingress"
  ]
 }
};