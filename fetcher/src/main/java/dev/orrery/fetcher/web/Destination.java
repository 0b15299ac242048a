package dev.orrery.fetcher.web;

import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// What an address of the web has to look like before anybody is asked about it. Where it leads is for
/// [dev.orrery.events.guard.AddressGuard].
///
/// International names have become ASCII and every disguise of letters and digits plain by then, as the URL standard
/// has it (UTS 46).
final class Destination {
    /// A name whose last part is a number is an IPv4 address in disguise (URL standard, “ends in a number”).
    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?(0x[0-9a-f]*|\\d+)", Pattern.CASE_INSENSITIVE);

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    private Destination() {}

    /// `blog.example.` is `blog.example`: to DNS the same, to certificates, and to whoever counts requests, not.
    static HttpUrl normal(HttpUrl url) {
        var host = url.host();
        int end = host.length();
        while (end > 1 && host.charAt(end - 1) == '.') {
            end--;
        }
        return end == host.length()
                ? url
                : url.newBuilder().host(host.substring(0, end)).build();
    }

    /// @param url normal
    /// @return why it is not asked, as a sentence; null if it is
    static @Nullable String unfit(HttpUrl url) {
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            return "The address holds a user name; such addresses are not fetched.";
        }
        if (NUMBER.matcher(url.host()).matches() && !IPV4.matcher(url.host()).matches()) {
            return "“%s” is an address of numbers in a form that means different things to different programs; such addresses are not fetched."
                    .formatted(url.host());
        }
        return null;
    }

    /// Host and port, which together are one server.
    static String server(HttpUrl url) {
        return url.host() + ":" + url.port();
    }
}
