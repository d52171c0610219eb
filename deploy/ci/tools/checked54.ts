import { INamespace as T54 } from 'kubernetes-models/v1/Namespace'; export const d54: T54 = {
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