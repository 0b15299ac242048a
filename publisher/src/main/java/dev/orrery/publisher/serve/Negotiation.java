package dev.orrery.publisher.serve;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which coding a reader is sent (RFC 9110 section 12.5.3).
final class Negotiation {
    private Negotiation() {}

    /// The one that the reader likes best; of equals the smallest. Who takes anything (`*`) gets gzip, as
    /// everybody reads that; who says nothing gets plain bytes.
    static Coding coding(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return Coding.IDENTITY;
        }
        double brotli = 0;
        double gzip = -1;
        double any = 0;
        double identity = 0;
        for (var part : acceptEncoding.split(",", -1)) {
            int semicolon = part.indexOf(';');
            var name = (semicolon < 0 ? part : part.substring(0, semicolon)).strip();
            double quality = semicolon < 0 ? 1 : quality(part.substring(semicolon + 1));
            switch (name.toLowerCase(Locale.ROOT)) {
                case "br" -> brotli = quality;
                case "gzip", "x-gzip" -> gzip = quality;
                case "identity" -> identity = quality;
                case "*" -> any = quality;
                default -> {
                    // A coding that we do not have.
                }
            }
        }
        return best(brotli, gzip < 0 ? any : gzip, identity);
    }

    private static Coding best(double brotli, double gzip, double identity) {
        if (brotli > 0 && brotli >= gzip && brotli >= identity) {
            return Coding.BROTLI;
        }
        return gzip > 0 && gzip >= identity ? Coding.GZIP : Coding.IDENTITY;
    }

    /// Of `q=0.5`; what is no number counts as 1, as if nothing had been said.
    private static double quality(String parameter) {
        int equals = parameter.indexOf('=');
        try {
            return equals < 0
                    ? 1
                    : Double.parseDouble(parameter.substring(equals + 1).strip());
        } catch (NumberFormatException _) {
            return 1;
        }
    }
}
