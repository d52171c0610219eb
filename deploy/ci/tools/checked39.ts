import { IScaledObject as T39 } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject'; export const d39: T39 = {
 "apiVersion": "keda.sh/v1alpha1",
 "kind": "ScaledObject",
 "metadata": {
  "name": "main-worker",
  "namespace": "productplatform"
 },
 "spec": {
  "maxReplicaCount": 6,
  "minReplicaCount": 2,
  "scaleTargetRef": {
   "name": "main-worker"
  },
  "triggers": [
   {
    "authenticationRef": {
     "name": "main-worker"
    },
    "metadata": {
     "mode": "QueueLength",
     "protocol": "amqp",
     "queueName": "main",
     "value": "500"
    },
    "type": "rabbitmq"
   }
  ]
 }
};