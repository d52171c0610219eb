import { IScaledObject as T92 } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject'; export const d92: T92 = {
 "apiVersion": "keda.sh/v1alpha1",
 "kind": "ScaledObject",
 "metadata": {
  "name": "admin-worker",
  "namespace": "productplatform"
 },
 "spec": {
  "maxReplicaCount": 2,
  "minReplicaCount": 1,
  "scaleTargetRef": {
   "name": "admin-worker"
  },
  "triggers": [
   {
    "authenticationRef": {
     "name": "admin-worker"
    },
    "metadata": {
     "mode": "QueueLength",
     "protocol": "amqp",
     "queueName": "admin",
     "value": "500"
    },
    "type": "rabbitmq"
   }
  ]
 }
};