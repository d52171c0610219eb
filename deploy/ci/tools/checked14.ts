import { INetworkPolicy as T14 } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'; export const d14: T14 = {
 "apiVersion": "networking.k8s.io/v1",
 "kind": "NetworkPolicy",
 "metadata": {
  "name": "public",
  "namespace": "productplatform"
 },
 "spec": {
  "ingress": [
   {
    "from": [
     {
      "namespaceSelector": {
       "matchLabels": {
        "kubernetes.io/metadata.name": "ingress-nginx"
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
   "matchExpressions": [
    {
     "key": "app.kubernetes.io/name",
     "operator": "In",
     "values": [
      "admin-api",
      "main-api"
     ]
    }
   ]
  },
  "policyTypes": [
   "Ingress"
  ]
 }
};