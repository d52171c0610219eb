import { INamespace as T16 } from 'kubernetes-models/v1/Namespace'; export const d16: T16 = {
 "apiVersion": "v1",
 "kind": "Namespace",
 "metadata": {
  "labels": {
   "pod-security.kubernetes.io/enforce": "restricted",
   "pod-security.kubernetes.io/warn": "restricted"
  },
  "name": "productplatform"
 }
};