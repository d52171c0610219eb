import { INamespace as T70 } from 'kubernetes-models/v1/Namespace'; export const d70: T70 = {
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