import { IService as T20 } from 'kubernetes-models/v1/Service'; export const d20: T20 = {
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