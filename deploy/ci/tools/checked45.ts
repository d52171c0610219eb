import { IIngress as T45 } from 'kubernetes-models/networking.k8s.io/v1/Ingress'; export const d45: T45 = {
 "apiVersion": "networking.k8s.io/v1",
 "kind": "Ingress",
 "metadata": {
  "name": "productplatform",
  "namespace": "productplatform"
 },
 "spec": {
  "ingressClassName": "nginx",
  "rules": [
   {
    "host": "shop.example",
    "http": {
     "paths": [
      {
       "backend": {
        "service": {
         "name": "main-api",
         "port": {
          "name": "http"
         }
        }
       },
       "path": "/",
       "pathType": "Prefix"
      }
     ]
    }
   },
   {
    "host": "admin.example",
    "http": {
     "paths": [
      {
       "backend": {
        "service": {
         "name": "admin-api",
         "port": {
          "name": "http"
         }
        }
       },
       "path": "/",
       "pathType": "Prefix"
      }
     ]
    }
   }
  ],
  "tls": [
   {
    "hosts": [
     "shop.example",
     "admin.example"
    ],
    "secretName": "productplatform-tls"
   }
  ]
 }
};