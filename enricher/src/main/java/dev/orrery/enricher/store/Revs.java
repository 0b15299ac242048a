package dev.orrery.enricher.store;

import dev.orrery.events.Ids;
import dev.orrery.events.RawEntry;
import java.time.Instant;
import java.util.Locale;

/// The field `rev` of the documents: opaque to readers, and such that of two records of one key the one with the
/// greater string (by [String#compareTo]) is the one that counts.
///
/// Numbers are written in hexadecimal digits of fixed width, so that their order is that of the strings. Each ends with
/// a digest of the record: records that agree in all that should tell them apart still have an order.
public final class Revs {
    private static final String PART = ".";
    private static final int DIGEST = 16;

    private Revs() {}

    /// By revision, then when it was seen, then content; the same record read by a newer enricher counts more.
    public static String ofEntry(RawEntry raw, byte[] record, int sanitizerVersion, int taggerVersion) {
        return String.join(
                PART,
                sortable(raw.revision()),
                sortable(raw.seenAt()),
                plain(raw.contentHash()),
                digest(record),
                "%04d".formatted(sanitizerVersion),
                "%04d".formatted(taggerVersion));
    }

    /// By revision.
    public static String ofRevision(long revision, byte[] record) {
        return String.join(PART, sortable(revision), "0", digest(record));
    }

    /// A tombstone: after every record of its revision.
    public static String ofRevisionGone(long revision) {
        return String.join(PART, sortable(revision), "1");
    }

    /// By the time it was given.
    public static String ofVerdict(Instant at, byte[] record) {
        return String.join(PART, sortable(at), "0", digest(record));
    }

    /// A tombstone: after every verdict of its time.
    public static String ofVerdictUndone(Instant at) {
        return String.join(PART, sortable(at), "1");
    }

    private static String sortable(long number) {
        return "%016x".formatted(number ^ Long.MIN_VALUE);
    }

    private static String sortable(Instant instant) {
        return sortable(instant.getEpochSecond()) + "%08x".formatted(instant.getNano());
    }

    private static String digest(byte[] record) {
        return Ids.contentHash(record).substring(0, DIGEST);
    }

    /// Without characters that part what a rev is made of.
    private static String plain(String hash) {
        boolean isPlain = hash.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'));
        return isPlain ? hash : hash.toLowerCase(Locale.ROOT).replaceAll("[^0-9a-z]", "");
    }
}
