// Writes Grafana's dashboards; all of them are here. After a change:
//   dotnet run deploy/observability/dashboards.cs deploy/observability/grafana/dashboards
using System.Text.Json;
using System.Text.Json.Nodes;

const string App = "job=~\"main-api|main-worker|admin-api|admin-worker\"";
const string NoStreams = "http_route!~\".*likes/live\"";
const string Ours = "queue=~\"(main|admin)(.dead)?\"";

Write(
    "overview",
    "Overview",
    new("Processes that answer", "none", $"sum by (job) (up{{{App}}})"),
    new("Alerts", "none", """count by (alertname) (ALERTS{alertstate="firing"}) or vector(0)"""),
    new("Requests", "reqps", "job:http_requests:rate5m"),
    new("Failed requests", "percentunit", "job:http_errors:ratio5m or 0 * job:http_requests:rate5m"),
    new("99 of 100 requests take less than", "s", "job:http_duration_seconds:p99_5m"),
    new("Likes by outcome", "ops", "sum by (outcome) (rate(likes_requests_total[5m]))"),
    new("Likes of Main, counts of Admin", "none", "max(likes_stored)", "max(likes_total)"),
    new("Likes that differ", "none", "platform:like_difference:likes"),
    new("Oldest event in the outbox", "s", "max by (job) (messaging_outbox_oldest_age_seconds)"),
    new("Messages in the queues", "none", "queue:messages:sum"),
    new("Refused tries to sign in", "none", "sum by (reason) (increase(signin_refused_total[15m]))"),
    new("Certificates expire in", "s", "min by (job, setting) (certificate_not_after_seconds) - time()")
);

Write(
    "messaging",
    "Messaging",
    new("Events in the outbox", "none", "max by (job) (messaging_outbox_depth)"),
    new("Oldest of them", "s", "max by (job) (messaging_outbox_oldest_age_seconds)"),
    new("Published", "ops", "sum by (job, event) (rate(messaging_published_total[5m]))"),
    new("Confirmed", "ops", "sum by (job, event) (rate(messaging_confirmed_total[5m]))"),
    new("Returned by the broker", "ops", "sum by (job, event) (rate(messaging_returned_total[5m]))"),
    new("Consumed", "ops", "sum by (queue) (rate(messaging_consumed_total[5m]))"),
    new("Duplicates", "ops", "sum by (queue) (rate(messaging_duplicates_total[5m]))"),
    new("Retries", "ops", "sum by (queue) (rate(messaging_retries_total[5m]))"),
    new("Moved to the dead letters", "none", "sum by (queue) (increase(messaging_dead_lettered_total[15m]))"),
    new(
        "99 of 100 messages are applied within",
        "s",
        "histogram_quantile(0.99, sum by (queue, le) (rate(messaging_lag_seconds_bucket[5m])))"
    ),
    new(
        "Messages in one transaction",
        "none",
        "sum by (queue) (rate(messaging_batch_size_sum[5m])) / sum by (queue) (rate(messaging_batch_size_count[5m]))"
    ),
    new("Sessions that were started again", "none", "sum by (job, role) (increase(messaging_reconnects_total[15m]))"),
    new("Rows deleted by age", "none", "sum by (job, table) (increase(retention_deleted_total[1h]))")
);

Write(
    "http",
    "HTTP",
    new("Requests by status", "reqps", "sum by (job, http_response_status_code) (rate(http_server_request_duration_seconds_count[5m]))"),
    new("Requests by route", "reqps", "topk(15, sum by (job, http_route) (rate(http_server_request_duration_seconds_count[5m])))"),
    Quantile("Half of the requests take less than", 0.5),
    Quantile("95 of 100", 0.95),
    Quantile("99 of 100", 0.99),
    new(
        "Slowest routes, 99 of 100",
        "s",
        $"topk(10, histogram_quantile(0.99, sum by (job, http_route, le) (rate(http_server_request_duration_seconds_bucket{{{NoStreams}}}[5m]))))"
    ),
    new("Requests in work", "none", "sum by (job) (http_server_active_requests)"),
    new("Connections", "none", "sum by (job) (kestrel_active_connections)"),
    new("Requests that wait for a connection of a client", "none", "sum by (job) (http_client_active_requests)"),
    new("Processor", "percentunit", "sum by (job, instance) (rate(dotnet_process_cpu_time_seconds_total[5m]))"),
    new("Memory", "bytes", "max by (job, instance) (dotnet_process_memory_working_set_bytes)"),
    new("Garbage collections", "ops", "sum by (job, gc_heap_generation) (rate(dotnet_gc_collections_total[5m]))"),
    new("Work that waits for a thread", "none", "max by (job, instance) (dotnet_thread_pool_queue_length_total)"),
    new("Exceptions", "ops", "sum by (job, error_type) (rate(dotnet_exceptions_total[5m]))")
);

Write(
    "mysql",
    "MySQL",
    new("Answers", "none", "mysql_up"),
    new("Queries", "ops", "rate(mysql_global_status_queries[5m])"),
    new("Changed rows", "ops", """rate(mysql_global_status_handlers_total{handler=~"write|update|delete"}[5m])"""),
    new("Connections", "none", "mysql_global_status_threads_connected", "mysql_global_variables_max_connections"),
    new("Threads at work", "none", "mysql_global_status_threads_running"),
    new("Slow queries", "ops", "rate(mysql_global_status_slow_queries[5m])"),
    new("Waits for a row's lock", "ops", "rate(mysql_global_status_innodb_row_lock_waits[5m])"),
    new(
        "Pages read from disk, of those asked for",
        "percentunit",
        "rate(mysql_global_status_innodb_buffer_pool_reads[5m]) / rate(mysql_global_status_innodb_buffer_pool_read_requests[5m])"
    ),
    new("Written to the log", "Bps", "rate(mysql_global_status_innodb_os_log_written[5m])"),
    new(
        "Refused and broken connections",
        "ops",
        "rate(mysql_global_status_aborted_connects[5m])",
        "rate(mysql_global_status_aborted_clients[5m])"
    )
);

Write(
    "rabbitmq",
    "RabbitMQ",
    new("Messages by queue", "none", $"sum by (queue) (rabbitmq_detailed_queue_messages{{{Ours}}})"),
    new("Held by a consumer", "none", $"sum by (queue) (rabbitmq_detailed_queue_messages_unacked{{{Ours}}})"),
    new("Consumers", "none", $"sum by (queue) (rabbitmq_detailed_queue_consumers{{{Ours}}})"),
    new("Connections and channels", "none", "sum(rabbitmq_connections)", "sum(rabbitmq_channels)"),
    new(
        "Published",
        "ops",
        "sum(rate(rabbitmq_global_messages_received_total[5m]))",
        "sum(rate(rabbitmq_global_messages_confirmed_total[5m]))"
    ),
    new(
        "Delivered and acknowledged",
        "ops",
        "sum(rate(rabbitmq_global_messages_delivered_total[5m]))",
        "sum(rate(rabbitmq_global_messages_acknowledged_total[5m]))"
    ),
    new("Memory, and its limit", "bytes", "rabbitmq_process_resident_memory_bytes", "rabbitmq_resident_memory_limit_bytes"),
    new("Free disk, and its limit", "bytes", "rabbitmq_disk_space_available_bytes", "rabbitmq_disk_space_available_limit_bytes"),
    new("Open files, of those allowed", "percentunit", "rabbitmq_process_open_fds / rabbitmq_process_max_fds"),
    new(
        "Raft: entries that are not committed yet",
        "none",
        """sum({__name__=~"rabbitmq_raft_(log_)?last_written_index"}) - sum({__name__=~"rabbitmq_raft_(log_)?commit_index"})"""
    )
);

Panel Quantile(string title, double quantile) =>
    new(
        title,
        "s",
        FormattableString.Invariant(
            $"histogram_quantile({quantile}, sum by (job, le) (rate(http_server_request_duration_seconds_bucket{{{NoStreams}}}[5m])))"
        )
    );

void Write(string name, string title, params Panel[] panels)
{
    var dashboard = new JsonObject
    {
        ["uid"] = $"platform-{name}",
        ["title"] = title,
        ["tags"] = new JsonArray("productplatform"),
        ["timezone"] = "browser",
        ["refresh"] = "30s",
        ["schemaVersion"] = 39,
        ["time"] = new JsonObject { ["from"] = "now-3h", ["to"] = "now" },
        ["panels"] = new JsonArray([.. panels.Select(Describe)]),
    };
    var text = dashboard.ToJsonString(
        new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );
    File.WriteAllText(Path.Combine(args[0], $"{name}.json"), text + "\n");
}

static JsonNode Describe(Panel panel, int number) =>
    new JsonObject
    {
        ["id"] = number + 1,
        ["title"] = panel.Title,
        ["type"] = "timeseries",
        ["datasource"] = new JsonObject { ["type"] = "prometheus", ["uid"] = "prometheus" },
        ["gridPos"] = new JsonObject
        {
            ["x"] = number % 3 * 8,
            ["y"] = number / 3 * 8,
            ["w"] = 8,
            ["h"] = 8,
        },
        ["fieldConfig"] = new JsonObject
        {
            ["defaults"] = new JsonObject { ["unit"] = panel.Unit, ["min"] = 0 },
            ["overrides"] = new JsonArray(),
        },
        ["targets"] = new JsonArray([
            .. panel.Queries.Select((query, index) => new JsonObject { ["refId"] = $"{(char)('A' + index)}", ["expr"] = query }),
        ]),
    };

/// <param name="Unit">As Grafana names it.</param>
internal sealed record Panel(string Title, string Unit, params string[] Queries);
