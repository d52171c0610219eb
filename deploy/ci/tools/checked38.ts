import { IScaledObject as T38 } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject'; export const d38: T38 = {
 "apiVersion": "keda.sh/v1alpha1",
 "kind": "ScaledObject",
 "metadata": {
  "name": "admin-worker",
  "namespace": "productplatform"
 },
 "spec": {
  "maxReplicaCount": 6,
  "minReplicaCount": 2,
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