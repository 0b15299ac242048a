package dev.orrery.enricher.replay;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Two texts side by side, cut to where they begin to differ.
///
/// @param one   null where there is no text
/// @param other the same
record Excerpt(@Nullable String one, @Nullable String other) {
    private static final int BEFORE = 40;
    private static final int LENGTH = 160;

    static Excerpt of(@Nullable String one, @Nullable String other) {
        int from = one == null || other == null ? 0 : Math.max(0, common(one, other) - BEFORE);
        return new Excerpt(cut(one, from), cut(other, from));
    }

    /// What a document is called in a list.
    static @Nullable String title(@Nullable Document value) {
        if (value == null) {
            return null;
        }
        var entry = value.get("entry", Document.class);
        var title = (entry == null ? value : entry).getString("title");
        return cut(title == null ? "(no title)" : title, 0);
    }

    private static int common(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int same = 0;
        while (same < most && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same;
    }

    private static @Nullable String cut(@Nullable String text, int from) {
        if (text == null) {
            return null;
        }
        int begin = text.offsetByCodePoints(0, text.codePointCount(0, Math.min(from, text.length())));
        int points = Math.min(LENGTH, text.codePointCount(begin, text.length()));
        int end = text.offsetByCodePoints(begin, points);
        return (begin > 0 ? "…" : "") + text.substring(begin, end) + (end < text.length() ? "…" : "");
    }
}
