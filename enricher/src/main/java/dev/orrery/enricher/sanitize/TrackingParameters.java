package dev.orrery.enricher.sanitize;

import java.util.Locale;
import java.util.Set;

/// Parts of a link's query that do not say which page is meant, only by which way a reader came to it.
public final class TrackingParameters {
    private static final Set<String> NAMES = Set.of(
            "__hsfp",
            "__hssc",
            "__hstc",
            "__s",
            "_branch_match_id",
            "_bta_c",
            "_bta_tid",
            "_ga",
            "_gl",
            "_hsenc",
            "_hsmi",
            "_ke",
            "_openstat",
            "dclid",
            "dm_i",
            "epik",
            "fbclid",
            "gbraid",
            "gclid",
            "gclsrc",
            "hsctatracking",
            "igsh",
            "igshid",
            "li_fat_id",
            "mc_cid",
            "mc_eid",
            "mkt_tok",
            "ml_subscriber",
            "ml_subscriber_hash",
            "msclkid",
            "oly_anon_id",
            "oly_enc_id",
            "rb_clickid",
            "pk_campaign",
            "pk_keyword",
            "pk_kwd",
            "pk_medium",
            "pk_source",
            "ref_src",
            "s_cid",
            "sc_cid",
            "sfmc_id",
            "srsltid",
            "ttclid",
            "twclid",
            "vero_conv",
            "vero_id",
            "wbraid",
            "wickedid",
            "yclid");

    private static final Set<String> FAMILIES = Set.of("utm_", "mtm_", "piwik_", "matomo_", "hsa_");

    private TrackingParameters() {}

    /// @param address absolute
    /// @return the same object if there is nothing to take out
    public static String removedFrom(String address) {
        int mark = address.indexOf('?');
        int hash = address.indexOf('#');
        if (mark < 0 || (hash >= 0 && hash < mark)) {
            return address;
        }
        var query = address.substring(mark + 1, hash < 0 ? address.length() : hash);
        var kept = kept(query);
        if (kept.length() == query.length()) {
            return address;
        }
        var fragment = hash < 0 ? "" : address.substring(hash);
        return address.substring(0, mark) + (kept.isEmpty() ? "" : "?" + kept) + fragment;
    }

    /// @param name as it stands before the `=`
    public static boolean isTracking(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        int family = lower.indexOf('_') + 1;
        return NAMES.contains(lower) || (family > 0 && FAMILIES.contains(lower.substring(0, family)));
    }

    private static String kept(String query) {
        var kept = new StringBuilder(query.length());
        for (int at = 0; at <= query.length(); ) {
            int end = query.indexOf('&', at);
            int stop = end < 0 ? query.length() : end;
            var parameter = query.substring(at, stop);
            // Feeds escape twice: `?a=b&amp;utm_source=…`.
            if (!isTracking(name(parameter))) {
                kept.append(kept.isEmpty() ? "" : "&").append(parameter);
            }
            at = stop + 1;
        }
        return kept.toString();
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        var name = equals < 0 ? parameter : parameter.substring(0, equals);
        return name.startsWith("amp;") ? name.substring("amp;".length()) : name;
    }
}
