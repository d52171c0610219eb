import { IService as T75 } from 'kubernetes-models/v1/Service'; export const d75: T75 = {
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