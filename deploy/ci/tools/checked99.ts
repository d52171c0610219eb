import { IIngress as T99 } from 'kubernetes-models/networking.k8s.io/v1/Ingress'; export const d99: T99 = {
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
    "host": "shop.staging.example",
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
    "host": "admin.staging.example",
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
     "shop.staging.example",
     "admin.staging.example"
    ],
    "secretName": "productplatform-tls"
   }
  ]
 }
};