using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace NasSharp.Cli.Board.Web;

/// <summary>Decides who may ask: the name of the host against rebound names, a token for commands, and for everything on an address that others can reach.</summary>
internal sealed class BoardGate(IPAddress address)
{
    private const string Cookie = "nas-token";
    private const string Header = "X-Nas-Token";

    /// <summary>The token of this server.</summary>
    public string Token { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Whether only this machine can reach the server.</summary>
    public bool IsLocal { get; } = IPAddress.IsLoopback(address);

    /// <summary>Lets a request pass.</summary>
    /// <exception cref="BoardException">It may not.</exception>
    public void Demand(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!IsAllowedHost(request.Host.Host))
            throw new BoardException(403, $"The host '{request.Host.Host}' is not this server's; open it by the address that nasctl printed.");
        var isCommand = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        if (isCommand)
        {
            if (!Matches(request.Headers[Header]))
                throw new BoardException(403, $"A command needs the header {Header}; the page has the token in its head.");
            return;
        }
        if (IsLocal || Matches(request.Headers[Header]) || Matches(request.Cookies[Cookie]))
            return;
        if (!Matches(request.Query["token"]))
            throw new BoardException(403, "This address needs a token: open the address that nasctl printed, with ?token=... at its end.");
        response.Cookies.Append(Cookie, Token, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" });
    }

    private bool IsAllowedHost(string host)
    {
        var name = host.Trim('[', ']');
        if (name.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return true;
        // A rebound name is a name: numbers cannot be.
        if (IPAddress.TryParse(name, out var number))
            return IsLocal ? IPAddress.IsLoopback(number) : true;
        return !IsLocal && name.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase);
    }

    private bool Matches(string? given) => given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Token));
}
