import { IService as T21 } from 'kubernetes-models/v1/Service'; export const d21: T21 = {
 "apiVersion": "v1",
 "kind": "Service",
 "metadata": {
  "name": "admin-worker",
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
   "app.kubernetes.io/name": "admin-worker"
  }
 }
};