import { INamespace as T0 } from 'kubernetes-models/v1/Namespace'; export const d0: T0 = {
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