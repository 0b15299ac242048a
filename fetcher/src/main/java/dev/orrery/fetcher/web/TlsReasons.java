package dev.orrery.fetcher.web;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// What is wrong with a secure connection, in words that name the thing to mend.
final class TlsReasons {
    private static final Pattern NAMES = Pattern.compile("subjectAltNames: \\[([^\\]]*)]");

    private TlsReasons() {}

    /// @return the end of “No secure connection to blog.example: …”
    static String of(IOException e) {
        if (e instanceof SSLPeerUnverifiedException) {
            return "its certificate is for another name" + names(String.valueOf(e.getMessage()));
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            var words = ofCertificate(cause);
            if (words != null) {
                return words;
            }
        }
        return ofHandshake(String.valueOf(e.getMessage()));
    }

    private static @Nullable String ofCertificate(Throwable cause) {
        return switch (cause) {
            case CertificateExpiredException _ -> "its certificate has expired";
            case CertificateNotYetValidException _ -> "its certificate is not valid yet";
            case CertPathBuilderException _ ->
                "its certificate is not signed by an authority that we know, or an intermediate certificate is missing";
            case CertPathValidatorException path
            when path.getReason() == BasicReason.ALGORITHM_CONSTRAINED ->
                "its certificate is made with an algorithm that is not safe any more";
            default -> null;
        };
    }

    private static String names(String message) {
        var names = NAMES.matcher(message);
        return names.find() && !names.group(1).isBlank() ? " (%s)".formatted(names.group(1)) : "";
    }

    private static String ofHandshake(String message) {
        var lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("unsupported or unrecognized ssl message") || lower.contains("plaintext connection")) {
            return "what answers there does not speak TLS";
        }
        if (lower.contains("protocol_version") || lower.contains("handshake_failure")) {
            return "it offers no version or cipher of TLS that is safe";
        }
        if (lower.contains("terminated the handshake")) {
            return "it hung up while the connection was being secured";
        }
        if (lower.contains("unrecognized_name")) {
            return "it has no certificate for this name";
        }
        return message.strip().replaceAll("\\.$", "");
    }
}
