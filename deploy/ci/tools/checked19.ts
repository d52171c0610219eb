import { IConfigMap as T19 } from 'kubernetes-models/v1/ConfigMap'; export const d19: T19 = {
 "apiVersion": "v1",
 "data": {
  "ASPNETCORE_ENVIRONMENT": "Production",
  "DataProtection__CertificateFile": "/run/secrets/keys.pem",
  "HTTP_PORTS": "8080",
  "Management__Port": "9090",
  "Proxy__KnownNetworks": "10.0.0.0/8",
  "SECRET_NAME": "",
  "Storefront__Address": "https://shop.example"
 },
 "kind": "ConfigMap",
 "metadata": {
  "name": "platform-hmg65m7chk",
  "namespace": "productplatform"
 }
};