import { IPrometheusRule as T44 } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule'; export const d44: T44 = {
 "apiVersion": "monitoring.coreos.com/v1",
 "kind": "PrometheusRule",
 "metadata": {
  "name": "platform",
  "namespace": "productplatform"
 },
 "spec": {
  "groups": [
   {
    "name": "platform-figures",
    "rules": [
     {
      "expr": "sum by (job) (rate(http_server_request_duration_seconds_count{http_route!~\".*likes/live\"}[5m]))",
      "record": "job:http_requests:rate5m"
     },
     {
      "expr": "sum by (job) (rate(http_server_request_duration_seconds_count{http_route!~\".*likes/live\", http_response_status_code=~\"5..\"}[5m])) / job:http_requests:rate5m",
      "record": "job:http_errors:ratio5m"
     },
     {
      "expr": "histogram_quantile(0.99, sum by (job, le) (\n\n  rate(http_server_request_duration_seconds_bucket{http_route!~\".*likes/live\"}[5m])))",
      "record": "job:http_duration_seconds:p99_5m"
     },
     {
      "expr": "sum by (queue) (rabbitmq_detailed_queue_messages{queue=~\"(main|admin)(.dead)?\"})",
      "record": "queue:messages:sum"
     },
     {
      "expr": "abs(max(likes_stored) - max(likes_total))",
      "record": "platform:like_difference:likes"
     }
    ]
   },
   {
    "name": "platform-alerts",
    "rules": [
     {
      "alert": "PlatformServiceDown",
      "annotations": {
       "runbook_url": "docs/runbook.md#platformservicedown",
       "summary": "{{ $labels.job }} on {{ $labels.instance }} does not answer"
      },
      "expr": "up{job=~\"main-api|main-worker|admin-api|admin-worker|rabbitmq|mysql\"} == 0 or label_replace(mysql_up == 0, \"job\", \"mysql\", \"\", \"\")",
      "for": "2m",
      "labels": {
       "severity": "critical"
      }
     },
     {
      "alert": "PlatformServiceMissing",
      "annotations": {
       "runbook_url": "docs/runbook.md#platformservicemissing",
       "summary": "there is no {{ $labels.job }}"
      },
      "expr": "absent(up{job=\"main-api\"}) or absent(up{job=\"main-worker\"}) or absent(up{job=\"admin-api\"}) or absent(up{job=\"admin-worker\"}) or absent(up{job=\"rabbitmq\"})",
      "for": "5m",
      "labels": {
       "severity": "critical"
      }
     },
     {
      "alert": "PlatformErrors",
      "annotations": {
       "runbook_url": "docs/runbook.md#platformerrors",
       "summary": "{{ $value | humanizePercentage }} of the requests to {{ $labels.job }} fail"
      },
      "expr": "job:http_errors:ratio5m > 0.05",
      "for": "5m",
      "labels": {
       "severity": "critical"
      }
     },
     {
      "alert": "PlatformSlow",
      "annotations": {
       "runbook_url": "docs/runbook.md#platformslow",
       "summary": "one of 100 requests to {{ $labels.job }} takes longer than {{ $value | humanizeDuration }}"
      },
      "expr": "job:http_duration_seconds:p99_5m > 1",
      "for": "10m",
      "labels": {
       "severity": "warning"
      }
     },
     {
      "alert": "PlatformDeadLetters",
      "annotations": {
       "runbook_url": "docs/runbook.md#platformdeadletters",
       "summary": "{{ $value }} dead letters in {{ $labels.queue }}"
      },
      "expr": "queue:messages:sum{queue=~\".+dead\"} > 0",
      "for": "1m",
      "labels": {
       "severity": "warning"
      }
     },
     {
      "alert": "PlatformOutboxOld",
      "annotations": {
       "runbook_url": "docs/runbook.md#platformoutboxold",
       "summary": "an event of {{ $labels.job }} has waited {{ $value | humanizeDuration }} to be published"
      },
      "expr": "max by (job) (messaging_outbox_oldest_age_seconds) > 60",
      "for": "2m",
      "labels": {
       "severity": "critical"
      }
     },
     {
      "alert": "PlatformNoConsumers",
      "annotations": {
       "runbook_url": "docs/runbook.md#platformnoconsumers",
       "summary": "nothing consumes the queue {{ $labels.queue }}"
      },
      "expr": "sum by (queue) (rabbitmq_detailed_queue_consumers{queue=~\"main|admin\"}) == 0",
      "for": "2m",
      "labels": {
       "severity": "critical"
      }
     },
     {
      "alert": "PlatformBacklog",
      "annotations": {
       "runbook_url": "docs/runbook.md#platformbacklog",
       "summary": "{{ $value }} messages wait in {{ $labels.queue }}"
      },
      "expr": "queue:messages:sum{queue=~\"main|admin\"} > 1000",
      "for": "10m",
      "labels": {
       "severity": "warning"
      }
     },
     {
      "alert": "PlatformLikeDrift",
      "annotations": {
       "runbook_url": "docs/runbook.md#platformlikedrift",
       "summary": "Admin's counts differ from Main's likes by {{ $value }}"
      },
      "expr": "min_over_time(platform:like_difference:likes[30m]) > (75 * sum(rate(likes_requests_total{outcome=\"liked\"}[30m])) or vector(0))",
      "for": "15m",
      "labels": {
       "severity": "warning"
      }
     },
     {
      "alert": "PlatformSignInFailures",
      "annotations": {
       "runbook_url": "docs/runbook.md#platformsigninfailures",
       "summary": "{{ $value | humanize }} tries to sign in were refused in 15 minutes"
      },
      "expr": "sum(increase(signin_refused_total[15m])) > 50",
      "labels": {
       "severity": "warning"
      }
     },
     {
      "alert": "PlatformCertificateExpires",
      "annotations": {
       "runbook_url": "docs/runbook.md#platformcertificateexpires",
       "summary": "the certificate of {{ $labels.setting }} in {{ $labels.job }} expires in {{ $value | humanizeDuration }}"
      },
      "expr": "min by (job, setting) (certificate_not_after_seconds) - time() < 21 * 86400",
      "for": "10m",
      "labels": {
       "severity": "warning"
      }
     }
    ]
   }
  ]
 }
};