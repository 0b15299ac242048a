package dev.orrery.publisher.search;

import java.util.Locale;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSortField;
import org.jspecify.annotations.Nullable;

/// In which order posts are shown.
public enum Sorting {
    /// What fits the words best; among equals the newest first.
    BEST(new Sort(SortField.FIELD_SCORE, newest(), byId())),
    NEWEST(new Sort(newest(), byId()));

    @SuppressWarnings("ImmutableEnumChecker") // Lucene's sorts have no setters.
    private final Sort sort;

    Sorting(Sort sort) {
        this.sort = sort;
    }

    /// As in addresses: `best`, `newest`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Sorting of(@Nullable String word) {
        return NEWEST.word().equals(word) ? NEWEST : BEST;
    }

    Sort sort() {
        return sort;
    }

    private static SortField newest() {
        return new SortedNumericSortField(Fields.AT, SortField.Type.LONG, true);
    }

    private static SortField byId() {
        return new SortField(Fields.ORDER, SortField.Type.STRING);
    }
}
