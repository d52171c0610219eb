import { IDeployment as T24 } from 'kubernetes-models/apps/v1/Deployment'; export const d24: T24 = {
 "apiVersion": "apps/v1",
 "kind": "Deployment",
 "metadata": {
  "name": "admin-api",
  "namespace": "productplatform"
 },
 "spec": {
  "selector": {
   "matchLabels": {
    "app.kubernetes.io/name": "admin-api"
   }
  },
  "strategy": {
   "rollingUpdate": {
    "maxSurge": 1,
    "maxUnavailable": 0
   }
  },
  "template": {
   "metadata": {
    "labels": {
     "app.kubernetes.io/name": "admin-api",
     "app.kubernetes.io/part-of": "productplatform"
    }
   },
   "spec": {
    "automountServiceAccountToken": false,
    "containers": [
     {
      "envFrom": [
       {
        "configMapRef": {
         "name": "platform-hmg65m7chk"
        }
       }
      ],
      "image": "productplatform/admin-api",
      "lifecycle": {
       "preStop": {
        "sleep": {
         "seconds": 5
        }
       }
      },
      "livenessProbe": {
       "failureThreshold": 6,
       "httpGet": {
        "path": "/alive",
        "port": "http"
       },
       "periodSeconds": 10,
       "timeoutSeconds": 5
      },
      "name": "process",
      "ports": [
       {
        "containerPort": 8080,
        "name": "http"
       },
       {
        "containerPort": 9090,
        "name": "metrics"
       }
      ],
      "readinessProbe": {
       "httpGet": {
        "path": "/ready",
        "port": "http"
       }
      },
      "resources": {
       "limits": {
        "memory": "512Mi"
       },
       "requests": {
        "cpu": "250m",
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
      "startupProbe": {
       "failureThreshold": 60,
       "httpGet": {
        "path": "/alive",
        "port": "http"
       },
       "periodSeconds": 2
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
    "terminationGracePeriodSeconds": 30,
    "topologySpreadConstraints": [
     {
      "labelSelector": {
       "matchLabels": {
        "app.kubernetes.io/part-of": "productplatform"
       }
      },
      "matchLabelKeys": [
       "app.kubernetes.io/name"
      ],
      "maxSkew": 1,
      "topologyKey": "topology.kubernetes.io/zone",
      "whenUnsatisfiable": "ScheduleAnyway"
     },
     {
      "labelSelector": {
       "matchLabels": {
        "app.kubernetes.io/part-of": "productplatform"
       }
      },
      "matchLabelKeys": [
       "app.kubernetes.io/name"
      ],
      "maxSkew": 1,
      "topologyKey": "kubernetes.io/hostname",
      "whenUnsatisfiable": "ScheduleAnyway"
     }
    ],
    "volumes": [
     {
      "emptyDir": {
       "sizeLimit": "64Mi"
      },
      "name": "tmp"
     },
     {
      "name": "secrets",
      "secret": {
       "secretName": "admin"
      }
     }
    ]
   }
  }
 }
};