import { INetworkPolicy as T106 } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'; export const d106: T106 = {
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