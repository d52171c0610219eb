import { INetworkPolicy as T64 } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'; export const d64: T64 = {
 "apiVersion": "networking.k8s.io/v1",
 "kind": "NetworkPolicy",
 "metadata": {
  "name": "metrics",
  "namespace": "productplatform"
 },
 "spec": {
  "ingress": [
   {
    "from": [
     {
      "namespaceSelector": {
       "matchLabels": {
        "kubernetes.io/metadata.name": "monitoring"
       }
      }
     }
    ],
    "ports": [
     {
      "port": 9090
     },
     {
      "port": 15692
     }
    ]
   }
  ],
  "podSelector": {
   "matchExpressions": [
    {
     "key": "app.kubernetes.io/name",
     "operator": "In",
     "values": [
      "admin-api",
      "admin-worker",
      "main-api",
      "main-worker",
      "messaging"
     ]
    }
   ]
  },
  "policyTypes": [
   "Ingress"
  ]
 }
};