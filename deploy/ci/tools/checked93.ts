import { IScaledObject as T93 } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject'; export const d93: T93 = {
 "apiVersion": "keda.sh/v1alpha1",
 "kind": "ScaledObject",
 "metadata": {
  "name": "main-worker",
  "namespace": "productplatform"
 },
 "spec": {
  "maxReplicaCount": 2,
  "minReplicaCount": 1,
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