package dev.orrery.fetcher.web;

import dev.orrery.fetcher.web.Answer.Step;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Why there is no document, in sentences that a feed's owner understands.
final class Reasons {
    private Reasons() {}

    static String of(int status) {
        var meaning =
                switch (status) {
                    case 401, 407 -> "it wants a password";
                    case 403 -> "it does not let us read the feed";
                    case 404 -> "there is no feed at this address";
                    case 410 -> "the feed is gone for good";
                    case 429 -> "it is asked too often";
                    case 451 -> "the feed is blocked for legal reasons";
                    case 503 -> "it is overloaded or being maintained";
                    default -> {
                        if (status >= 500) {
                            yield "something is wrong on its side";
                        }
                        yield status >= 400 ? "it does not take our request" : "that is no document";
                    }
                };
        return "The server answers %d: %s.".formatted(status, meaning);
    }

    static String noAddress(String written) {
        return "“%s” is not an address of the web.".formatted(written);
    }

    static String endlessHeaders(String host) {
        return "The headers of %s do not end.".formatted(host);
    }

    static String tooSlow(Limits limits) {
        return "The document was not there whole within %d s."
                .formatted(limits.exchange().toSeconds());
    }

    /// How far an exchange came.
    static Step step(IOException e) {
        if (refused(e) != null) {
            return Step.GUARD;
        }
        return switch (e) {
            case UnknownHostException _ -> Step.DNS;
            case SocketTimeoutException _ when isConnecting(e) -> Step.CONNECT;
            case NoRouteToHostException _, ConnectException _ -> Step.CONNECT;
            case SSLException _ -> Step.TLS;
            default -> Step.EXCHANGE;
        };
    }

    static String of(IOException e, String host, Limits limits) {
        var refused = refused(e);
        if (refused != null) {
            return String.valueOf(refused.getMessage());
        }
        return switch (e) {
            case Lookups.TooSlow _ -> "The look-up of %s took too long.".formatted(host);
            case UnknownHostException _ -> "There is no server called %s.".formatted(host);
            case SocketTimeoutException _
            when isConnecting(e) ->
                "%s does not take connections (waited %d s)."
                        .formatted(host, limits.connect().toSeconds());
            case InterruptedIOException _ -> tooSlow(limits);
            case NoRouteToHostException _ -> "No way leads to %s.".formatted(host);
            case ConnectException _ -> "%s does not take connections.".formatted(host);
            case SSLException _ -> "No secure connection to %s: %s.".formatted(host, TlsReasons.of(e));
            case EOFException _ -> "The answer of %s broke off.".formatted(host);
            case Leash.TooMuch _ -> "%s sends without end what is no part of a document.".formatted(host);
            case IOException _
            when detail(e).startsWith("Brotli") -> "The document is not the brotli that it claims to be.";
            case ProtocolException _
            when detail(e).startsWith("Unexpected status line") -> "%s does not answer in HTTP.".formatted(host);
            case IOException _ when isBreakingOff(detail(e)) -> "The answer of %s broke off.".formatted(host);
            default -> "The exchange with %s failed: %s.".formatted(host, detail(e));
        };
    }

    private static boolean isBreakingOff(String detail) {
        return detail.contains("reset") || detail.startsWith("unexpected end of stream");
    }

    private static boolean isConnecting(IOException e) {
        return String.valueOf(e.getMessage()).toLowerCase(java.util.Locale.ROOT).contains("connect");
    }

    /// Where a name has several addresses, the one that was refused may stand beside others that just did not
    /// answer.
    private static @Nullable RefusedAddress refused(Throwable e) {
        if (e instanceof RefusedAddress refused) {
            return refused;
        }
        for (var other : e.getSuppressed()) {
            if (other instanceof RefusedAddress refused) {
                return refused;
            }
        }
        return e.getCause() == null ? null : refused(e.getCause());
    }

    private static String detail(IOException e) {
        var message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message.strip().replaceAll("\\.$", "");
    }
}
