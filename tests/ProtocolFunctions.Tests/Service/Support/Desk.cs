using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace ProtocolFunctions.Tests.Service.Support;

/// <summary>One caller and what he does, named as he would say it. Every method answers with whatever the service answered.</summary>
public sealed class Desk
{
    private readonly RunningService service;
    private readonly string? token;

    internal Desk(RunningService service, string? token) => (this.service, this.token) = (service, token);

    public Task<Reply> OpenAsync(object opening, params (string, string)[] headers) => SendAsync("POST", "protocols", opening, headers);

    /// <summary>Opens with success and answers with the number.</summary>
    public async Task<string> OpenedAsync(object opening) => (await OpenAsync(opening)).Expect(201).Number!;

    public Task<Reply> ReadAsync(string number, params (string, string)[] headers) => SendAsync("GET", At(number), null, headers);

    public Task<Reply> TimelineAsync(string number, string query = "") => SendAsync("GET", $"{At(number)}/timeline{query}", null);

    public Task<Reply> ListAsync(string query = "") => SendAsync("GET", $"protocols{query}", null);

    public Task<Reply> SearchAsync(object asked) => SendAsync("POST", "protocols/search", asked);

    public Task<Reply> AmendAsync(string number, object patch, params (string, string)[] headers) => SendAsync("PATCH", At(number), patch, headers);

    public Task<Reply> AddEntryAsync(string number, object entry, params (string, string)[] headers) =>
        SendAsync("POST", $"{At(number)}/entries", entry, headers);

    public Task<Reply> AnalyseAsync(string number, string text) => AddEntryAsync(number, new { kind = "analysis", text });

    public Task<Reply> TestAsync(string number, string text) => AddEntryAsync(number, new { kind = "test", text });

    public Task<Reply> SolveAsync(string number, string text = "Troca enviada") => AddEntryAsync(number, new { kind = "solution", text });

    public Task<Reply> NoteAsync(string number, string text, params (string, string)[] headers) =>
        AddEntryAsync(number, new { kind = "note", text }, headers);

    public Task<Reply> InformAsync(string number, string text = "Cliente informado") =>
        AddEntryAsync(number, new { kind = "contact", text, direction = "outbound", reached = true, customerInformed = true });

    public Task<Reply> TryToReachAsync(string number, string channel = "phone") =>
        AddEntryAsync(number, new { kind = "contact", text = "Sem resposta", channel, direction = "outbound", reached = false });

    public Task<Reply> HearAsync(string number, string text) => AddEntryAsync(number, new { kind = "contact", text, direction = "inbound" });

    public Task<Reply> ClaimAsync(string number, params (string, string)[] headers) => SendAsync("POST", $"{At(number)}/claim", new { }, headers);

    public Task<Reply> SetOwnerAsync(string number, object owner) => SendAsync("PUT", $"{At(number)}/owner", owner);

    public Task<Reply> SetExecutorAsync(string number, object? executor) => SendTextAsync(
        "PUT", $"{At(number)}/executor", executor is null ? "null" : System.Text.Json.JsonSerializer.Serialize(executor));

    /// <summary>Reads until it is as asked, which another thread sees to.</summary>
    public async Task<Reply> AwaitAsync(string number, Func<Reply, bool> asAsked)
    {
        for (var tries = 0; tries < 400; tries++)
        {
            if (await ReadAsync(number) is { Status: 200 } read && asAsked(read))
                return read;
            await Task.Delay(25);
        }
        throw new TimeoutException($"{number} did not become as asked: {(await ReadAsync(number)).Text}");
    }

    public Task<Reply> LinkAsync(string number, string other, string kind = "related", params (string, string)[] headers) =>
        SendAsync("POST", $"{At(number)}/links", new { number = other, kind }, headers);

    /// <param name="to">One of tier, department and person.</param>
    public Task<Reply> ReferAsync(string number, object to, string reason = "Passa do que sei", params (string, string)[] headers) =>
        SendAsync("POST", $"{At(number)}/referrals", new { to, reason }, headers);

    public Task<Reply> ReturnAsync(string number, string referral, string guidance = "Medir de novo à noite", params (string, string)[] headers) =>
        SendAsync("POST", $"{At(number)}/referrals/{referral}/return", new { guidance }, headers);

    public Task<Reply> EscalationsAsync(string query = "") => SendAsync("GET", $"escalations{query}", null);

    public Task<Reply> RedriveAsync(string id, params (string, string)[] headers) => SendAsync("POST", $"escalations/{id}/redrive", new { }, headers);

    public Task<Reply> ResolveAsync(string number, params (string, string)[] headers) => SendAsync("POST", $"{At(number)}/resolve", new { }, headers);

    public Task<Reply> CloseAsync(string number, string? outcome = null, params (string, string)[] headers) =>
        SendAsync("POST", $"{At(number)}/close", outcome is null ? new { } : new { outcome }, headers);

    public Task<Reply> ReopenAsync(string number, string reason = "O defeito voltou") => SendAsync("POST", $"{At(number)}/reopen", new { reason });

    public Task<Reply> PromiseAsync(string number, string at) => SendAsync("POST", $"{At(number)}/callbacks", new { at, channel = "phone" });

    public Task<Reply> KeepAsync(string number, string callback) =>
        SendAsync("POST", $"{At(number)}/callbacks/{callback}/complete", new { text = "Contei como está", reached = true });

    public Task<Reply> RevealAsync(string number, string reason = "Confirmar dados com o cliente") =>
        SendAsync("POST", $"{At(number)}/customer/reveal", new { reason });

    public Task<Reply> ActionsAsync(string number, bool all = false, params (string, string)[] headers) =>
        SendAsync("GET", $"{At(number)}/actions{(all ? "?all=true" : "")}", null, headers);

    public Task<Reply> DoAsync(string number, string action, object? given = null, params (string, string)[] headers) =>
        SendAsync("POST", $"{At(number)}/actions/{action}", given ?? new { }, headers);

    /// <param name="path">After <c>/api/</c>.</param>
    public Task<Reply> SendAsync(string method, string path, object? body, params (string, string)[] headers) =>
        SendAsync(method, path, body is null ? null : JsonContent.Create(body), headers);

    /// <summary>A body exactly as written, well-formed or not.</summary>
    public Task<Reply> SendTextAsync(string method, string path, string body, params (string, string)[] headers) =>
        SendAsync(method, path, new StringContent(body, Encoding.UTF8, "application/json"), headers);

    public async Task<Reply> SendAsync(string method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{service.Url}/api/{path}") { Content = content };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await service.Http.SendAsync(request);
        return await Reply.OfAsync(response);
    }

    private static string At(string number) => $"protocols/{Uri.EscapeDataString(number)}";
}
