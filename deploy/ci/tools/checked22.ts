import { IService as T22 } from 'kubernetes-models/v1/Service'; export const d22: T22 = {
 "apiVersion": "v1",
 "kind": "Service",
 "metadata": {
  "name": "main-api",
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
   "app.kubernetes.io/name": "main-api"
  }
 }
};