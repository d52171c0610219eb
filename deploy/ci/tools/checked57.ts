import { IJob as T57 } from 'kubernetes-models/batch/v1/Job'; export const d57: T57 = {
 "apiVersion": "batch/v1",
 "kind": "Job",
 "metadata": {
  "name": "main-migrate",
  "namespace": "productplatform"
 },
 "spec": {
  "activeDeadlineSeconds": 1800,
  "backoffLimit": 3,
  "template": {
   "metadata": {
    "labels": {
     "app.kubernetes.io/name": "main-migrate",
     "app.kubernetes.io/part-of": "productplatform"
    }
   },
   "spec": {
    "automountServiceAccountToken": false,
    "containers": [
     {
      "args": [
       "migrate"
      ],
      "env": [
       {
        "name": "SECRET_NAME",
        "value": ""
       },
       {
        "name": "DataProtection__CertificateFile",
        "value": "/run/secrets/keys.pem"
       }
      ],
      "image": "productplatform/main-worker",
      "name": "process",
      "resources": {
       "limits": {
        "memory": "512Mi"
       },
       "requests": {
        "cpu": "100m",
        "memory": "256Mi"
       }
      },
      "securityContext": {
       "allowPrivilegeEscalation": false,
       "capabilities": {
        "drop": [
         "ALL"
        ]
       },
       "readOnlyRootFilesystem": true
      },
      "volumeMounts": [
       {
        "mountPath": "/run/secrets",
        "name": "secrets",
        "readOnly": true
       },
       {
        "mountPath": "/tmp",
        "name": "tmp"
       }
      ]
     }
    ],
    "restartPolicy": "Never",
    "securityContext": {
     "fsGroup": 10001,
     "runAsGroup": 10001,
     "runAsNonRoot": true,
     "runAsUser": 10001,
     "seccompProfile": {
      "type": "RuntimeDefault"
     }
    },
    "serviceAccountName": "productplatform",
    "volumes": [
     {
      "name": "secrets",
      "projected": {
       "sources": [
        {
         "secret": {
          "name": "main"
         }
        }
       ]
      }
     },
     {
      "emptyDir": {
       "sizeLimit": "64Mi"
      },
      "name": "tmp"
     }
    ]
   }
  }
 }
};