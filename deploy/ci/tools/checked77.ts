import { IService as T77 } from 'kubernetes-models/v1/Service'; export const d77: T77 = {
 "apiVersion": "v1",
 "kind": "Service",
 "metadata": {
  "name": "main-worker",
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
   "app.kubernetes.io/name": "main-worker"
  }
 }
};