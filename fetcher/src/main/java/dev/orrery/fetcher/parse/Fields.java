package dev.orrery.fetcher.parse;

import dev.orrery.events.Ids;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What all formats do alike with small fields: blank is absent, endless is not kept.
final class Fields {
    /// Longer than any address or name that means anything; `data:` addresses of pictures are.
    private static final int MOST = 8_192;

    private static final int MOST_OF_A_LIST = 1_000;
    private static final int MOST_LOOKED_AT = 5_000;
    private static final int MOST_DIGITS = 15;

    private Fields() {}

    static @Nullable String text(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        var clean = value.strip();
        return clean.length() <= MOST ? clean : clean.substring(0, MOST);
    }

    /// An address that is cut is none.
    static @Nullable String url(@Nullable String value) {
        return value == null || value.isBlank() || value.length() > MOST ? null : value.strip();
    }

    /// Identity must not be cut: what is too long is named by its hash.
    static @Nullable String guid(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        var clean = value.strip();
        return clean.length() <= MOST ? clean : "sha256:" + Ids.contentHash(clean.getBytes(StandardCharsets.UTF_8));
    }

    /// A number of bytes or pixels; null where there is none, or not more than nothing.
    static @Nullable Long number(@Nullable String value) {
        if (value == null) {
            return null;
        }
        var digits = value.strip();
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        long number = Long.parseLong(digits);
        return number > 0 ? number : null;
    }

    /// Each once, in order, without those that come to nothing.
    static <A, B> List<B> each(@Nullable List<? extends A> list, Function<A, @Nullable B> adapt) {
        if (list == null || list.isEmpty()) {
            return List.of();
        }
        var adapted = new LinkedHashSet<B>();
        for (var item : list.subList(0, Math.min(list.size(), MOST_LOOKED_AT))) {
            var one = adapted.size() < MOST_OF_A_LIST ? adapt.apply(item) : null;
            if (one != null) {
                adapted.add(one);
            }
        }
        return new ArrayList<>(adapted);
    }
}
