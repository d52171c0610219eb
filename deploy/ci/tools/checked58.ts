import { IExternalSecret as T58 } from '@kubernetes-models/external-secrets/external-secrets.io/v1beta1/ExternalSecret'; export const d58: T58 = {
 "apiVersion": "external-secrets.io/v1beta1",
 "kind": "ExternalSecret",
 "metadata": {
  "name": "admin",
  "namespace": "productplatform"
 },
 "spec": {
  "data": [
   {
    "remoteRef": {
     "key": "my-django-db-secret-us-east-2",
     "property": "username"
    },
    "secretKey": "SQL_USER"
   },
   {
    "remoteRef": {
     "key": "my-django-db-secret-us-east-2",
     "property": "password"
    },
    "secretKey": "SQL_PASSWORD"
   },
   {
    "remoteRef": {
     "key": "my-django-db-secret-us-east-2",
     "property": "host"
    },
    "secretKey": "SQL_HOST"
   },
   {
    "remoteRef": {
     "key": "my-django-db-secret-us-east-2",
     "property": "port"
    },
    "secretKey": "SQL_PORT"
   },
   {
    "remoteRef": {
     "key": "my-django-db-secret-us-east-2",
     "property": "dbname"
    },
    "secretKey": "SQL_DATABASE"
   },
   {
    "remoteRef": {
     "key": "productplatform",
     "property": "admin-rabbit-mq-url"
    },
    "secretKey": "RABBIT_MQ_URL"
   },
   {
    "remoteRef": {
     "key": "productplatform",
     "property": "internal-secret"
    },
    "secretKey": "Internal__Secret"
   },
   {
    "remoteRef": {
     "key": "productplatform",
     "property": "keys-pem"
    },
    "secretKey": "keys.pem"
   }
  ],
  "refreshInterval": "5m",
  "secretStoreRef": {
   "kind": "ClusterSecretStore",
   "name": "aws-secrets-manager"
  },
  "target": {
   "name": "admin"
  }
 }
};