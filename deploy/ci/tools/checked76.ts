import { IService as T76 } from 'kubernetes-models/v1/Service'; export const d76: T76 = {
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