import { INetworkPolicy as T63 } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'; export const d63: T63 = {
 "apiVersion": "networking.k8s.io/v1",
 "kind": "NetworkPolicy",
 "metadata": {
  "name": "messaging",
  "namespace": "productplatform"
 },
 "spec": {
  "egress": [
   {
    "ports": [
     {
      "port": 4369
     },
     {
      "port": 25672
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
      "port": 443
     },
     {
      "port": 6443
     }
    ]
   }
  ],
  "ingress": [
   {
    "from": [
     {
      "podSelector": {
       "matchLabels": {
        "app.kubernetes.io/part-of": "productplatform"
       }
      }
     },
     {
      "namespaceSelector": {
       "matchLabels": {
        "kubernetes.io/metadata.name": "keda"
       }
      }
     }
    ],
    "ports": [
     {
      "port": 5672
     }
    ]
   },
   {
    "from": [
     {
      "namespaceSelector": {
       "matchLabels": {
        "kubernetes.io/metadata.name": "rabbitmq-system"
       }
      }
     }
    ],
    "ports": [
     {
      "port": 15672
     }
    ]
   },
   {
    "from": [
     {
      "podSelector": {
       "matchLabels": {
        "app.kubernetes.io/name": "messaging"
       }
      }
     }
    ],
    "ports": [
     {
      "port": 4369
     },
     {
      "port": 25672
     }
    ]
   }
  ],
  "podSelector": {
   "matchLabels": {
    "app.kubernetes.io/name": "messaging"
   }
  },
  "policyTypes": [
   "Ingress",
   "Egress"
  ]
 }
};