using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ProductPlatform.Load;

/// <summary>Clients that change products and like them, through whichever replica answers, and remember what they were told.</summary>
/// <param name="adminApi">Each request goes to one of these.</param>
/// <param name="mainApi">The same for likes.</param>
internal sealed class Load(IReadOnlyList<Uri> adminApi, IReadOnlyList<Uri> mainApi, ChaosOptions options) : IDisposable
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(20);
    private readonly HttpClient _http = new() { Timeout = RequestTimeout };
    private readonly ConcurrentDictionary<string, int> _answers = new();
    private readonly ConcurrentDictionary<int, string?> _acknowledged = new();
    private readonly ConcurrentDictionary<int, bool> _known = new();
    private readonly ConcurrentDictionary<int, int> _acceptedLikes = new();
    private readonly ConcurrentDictionary<int, int> _doubtfulLikes = new();
    private readonly ConcurrentDictionary<string, ConcurrentBag<TimeSpan>> _times = new();
    private readonly TaskCompletionSource _flowing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string _phase = "";
    private int _changes;

    internal Load(Fleet fleet, ChaosOptions options)
        : this([.. fleet.AdminApi.Select(api => api.Address)], [.. fleet.MainApi.Select(api => api.Address)], options) { }

    /// <summary>Requests by kind and answer.</summary>
    internal IReadOnlyDictionary<string, int> Answers => _answers;

    /// <summary>Likes that were answered with 200, by product.</summary>
    internal IReadOnlyDictionary<int, int> AcceptedLikes => _acceptedLikes;

    /// <summary>Likes whose answer was lost or said nothing, by product: each may be stored or not.</summary>
    internal IReadOnlyDictionary<int, int> DoubtfulLikes => _doubtfulLikes;

    /// <summary>Product changes that were answered with success.</summary>
    internal int AcceptedChanges => _changes;

    /// <summary>The title that each product must have, as its only writer was told; null for a deleted one. What was left in doubt is not here.</summary>
    internal IReadOnlyDictionary<int, string?> Acknowledged => _acknowledged;

    /// <summary>Done when the first like was accepted: by then a product has come all the way to Main.</summary>
    internal Task Flowing => _flowing.Task;

    /// <summary>What requests are counted and timed under from now on.</summary>
    internal void Begin(string phase) => _phase = phase;

    /// <summary>How long the answers of a phase took, shortest first.</summary>
    internal IReadOnlyList<TimeSpan> Times(string phase) => [.. _times.GetValueOrDefault(phase, []).Order()];

    internal Task RunAsync(CancellationToken stopping) =>
        Task.WhenAll(Enumerable.Range(0, options.Clients).Select(client => RunClientAsync(client, stopping)));

    public void Dispose() => _http.Dispose();

    private async Task RunClientAsync(int client, CancellationToken stopping)
    {
        var random = options.RandomFor($"client {client}");
        List<int> mine = [];
        for (var step = 0; !stopping.IsCancellationRequested; step++)
        {
            // Mostly what Main was seen to know; a new product is not there yet while its event is on its way.
            var liked =
                mine.Count < 8 || random.Next(13) == 0 ? []
                : random.Next(20) > 0 && !_known.IsEmpty ? _known.Keys
                : _acknowledged.Where(told => told.Value is not null).Select(told => told.Key).ToList();
            if (liked.Count == 0)
                await ChangeAsync(mine, $"client {client} step {step}", random);
            else
                await LikeAsync(liked.ElementAt(random.Next(liked.Count)), random);
        }
    }

    private async Task ChangeAsync(List<int> mine, string title, Random random)
    {
        var body = JsonContent.Create(new { title, image = "/pictures/mug.svg" });
        var choice = mine.Count < 8 ? 0 : random.Next(10);
        if (choice < 2)
        {
            var answer = await SendAsync("create", HttpMethod.Post, adminApi, "/api/products", body, random);
            if (answer is { Status: HttpStatusCode.Created })
            {
                var id = JsonDocument.Parse(answer.Body).RootElement.GetProperty("id").GetInt32();
                mine.Add(id);
                Settle(id, title);
            }

            return;
        }

        var product = mine[random.Next(mine.Count)];
        var delete = choice == 9;
        var change = delete
            ? await SendAsync("delete", HttpMethod.Delete, adminApi, $"/api/products/{product}", null, random)
            : await SendAsync("update", HttpMethod.Put, adminApi, $"/api/products/{product}", body, random);
        if (change is { Status: HttpStatusCode.Accepted or HttpStatusCode.NoContent })
        {
            Settle(product, delete ? null : title);
        }
        else
        {
            // It is unknown whether it was done: it is not compared.
            _acknowledged.TryRemove(product, out _);
            mine.Remove(product);
        }

        if (delete)
            mine.Remove(product);
    }

    private async Task LikeAsync(int product, Random random)
    {
        // The body, which is not read, keeps the client from sending a like by itself a second time when its connection breaks.
        var answer = await SendAsync(
            "like",
            HttpMethod.Post,
            mainApi,
            $"/flask/api/products/{product}/like",
            JsonContent.Create(0),
            random
        );
        switch (answer?.Status)
        {
            case HttpStatusCode.NotFound:
                _known.TryRemove(product, out _);
                break;
            case HttpStatusCode.OK:
                _known[product] = true;
                _acceptedLikes.AddOrUpdate(product, 1, (_, count) => count + 1);
                _flowing.TrySetResult();
                break;
            case null or HttpStatusCode.InternalServerError:
                _doubtfulLikes.AddOrUpdate(product, 1, (_, count) => count + 1);
                break;
        }
    }

    private void Settle(int product, string? title)
    {
        _acknowledged[product] = title;
        Interlocked.Increment(ref _changes);
    }

    private async Task<Reply?> SendAsync(
        string kind,
        HttpMethod method,
        IReadOnlyList<Uri> replicas,
        string path,
        HttpContent? body,
        Random random
    )
    {
        var address = new Uri(replicas[random.Next(replicas.Count)], path);
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var request = new HttpRequestMessage(method, address) { Content = body };
            using var response = await _http.SendAsync(request);
            Count(kind, $"{(int)response.StatusCode}");
            _times.GetOrAdd(_phase, _ => []).Add(Stopwatch.GetElapsedTime(started));
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
                await PauseAsync(random);
            return new Reply(response.StatusCode, await response.Content.ReadAsStringAsync());
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            Count(kind, failure is TaskCanceledException ? "no answer in time" : "connection lost");
            await PauseAsync(random);
            return null;
        }
    }

    /// <summary>A client that was refused comes again, though not at once: its questions would keep what it waits for from starting.</summary>
    private static Task PauseAsync(Random random) => Task.Delay(random.Next(50, 150));

    private void Count(string kind, string answer) =>
        _answers.AddOrUpdate(_phase.Length == 0 ? $"{kind}: {answer}" : $"{_phase}, {kind}: {answer}", 1, (_, count) => count + 1);

    private sealed record Reply(HttpStatusCode Status, string Body);
}
