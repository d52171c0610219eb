import { IService as T74 } from 'kubernetes-models/v1/Service'; export const d74: T74 = {
 "apiVersion": "v1",
 "kind": "Service",
 "metadata": {
  "name": "admin-api",
  "namespace": "productplatform"
 },
 "spec": {
  "ports": [
   {
    "name": "http",
    "port": 8080
   }
  ],
  "selector": {
   "app.kubernetes.io/name": "admin-api"
  }
 }
};