import { INetworkPolicy as T105 } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'; export const d105: T105 = {
 "apiVersion": "networking.k8s.io/v1",
 "kind": "NetworkPolicy",
 "metadata": {
  "name": "platform",
  "namespace": "productplatform"
 },
 "spec": {
  "egress": [
   {
    "ports": [
     {
      "port": 3306
     }
    ],
    "to": [
     {
      "ipBlock": {
       "cidr": "10.0.0.0/8"
      }
     }
    ]
   },
   {
    "ports": [
     {
      "port": 5672
     }
    ],
    "to": [
     {
      "podSelector": {
       "matchLabels": {
        "app.kubernetes.io/name": "messaging"
       }
      }
     }
    ]
   },
   {
    "ports": [
     {
      "port": 8080
     }
    ],
    "to": [
     {
      "podSelector": {
       "matchLabels": {
        "app.kubernetes.io/name": "admin-api"
       }
      }
     },
     {
      "podSelector": {
       "matchLabels": {
        "app.kubernetes.io/name": "main-worker"
       }
      }
     }
    ]
   }
  ],
  "podSelector": {
   "matchLabels": {
    "app.kubernetes.io/part-of": "productplatform"
   }
  },
  "policyTypes": [
   "Egress"
  ]
 }
};