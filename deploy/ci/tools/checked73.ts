import { IConfigMap as T73 } from 'kubernetes-models/v1/ConfigMap'; export const d73: T73 = {
 "apiVersion": "v1",
 "data": {
  "ASPNETCORE_ENVIRONMENT": "Staging",
  "DataProtection__CertificateFile": "/run/secrets/keys.pem",
  "HTTP_PORTS": "8080",
  "Management__Port": "9090",
  "Proxy__KnownNetworks": "10.0.0.0/8",
  "SECRET_NAME": "",
  "Storefront__Address": "https://shop.staging.example"
 },
 "kind": "ConfigMap",
 "metadata": {
  "name": "platform-mggcb4ccf9",
  "namespace": "productplatform"
 }
};