package dev.orrery.enricher.store;

import dev.orrery.events.Ids;
import dev.orrery.events.RawEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/// The field `rev` of the documents: opaque to readers, and such that of two records of one key the one with the
/// greater string (by [String#compareTo]) is the one that counts.
///
/// Numbers are written in hexadecimal digits of fixed width, so that their order is that of the strings. Each ends with
/// a digest of the record: records that agree in all that should tell them apart still have an order.
public final class Revs {
    private static final String PART = ".";

    /// Of an entry's rev those that tell of its record.
    private static final int OF_RECORD = 4;

    private static final HexFormat HEX = HexFormat.of();

    private Revs() {}

    /// By revision, then when it was seen, then content; the same record read by a newer enricher counts more.
    ///
    /// @param versions of all that makes an entry from its record, always in the same order
    public static String ofEntry(RawEntry raw, byte[] record, int... versions) {
        return String.join(
                PART,
                sortable(raw.revision()),
                sortable(raw.seenAt()),
                plain(raw.contentHash()),
                digest(record),
                IntStream.of(versions).mapToObj(Revs::version).collect(Collectors.joining(PART)));
    }

    /// What an entry's rev says of its record alone.
    public static String withoutVersions(String ofEntry) {
        var parts = ofEntry.split("\\.", -1);
        return parts.length <= OF_RECORD
                ? ofEntry
                : String.join(PART, List.of(parts).subList(0, OF_RECORD));
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

    /// Not in any order: equal for the same members.
    static String ofMembers(List<String> members, boolean crowded) {
        var all = String.join("\0", members) + (crowded ? "\0\0" : "");
        return Ids.contentHash(all.getBytes(StandardCharsets.UTF_8)).substring(0, 24);
    }

    private static String sortable(long number) {
        return HEX.toHexDigits(number ^ Long.MIN_VALUE);
    }

    /// In digits of fixed width, so that strings have the order of times.
    public static String sortable(Instant instant) {
        return sortable(instant.getEpochSecond()) + HEX.toHexDigits(instant.getNano());
    }

    private static String version(int number) {
        return HEX.toHexDigits((short) number);
    }

    /// Only to tell apart what agrees in everything else, so a checksum is enough.
    private static String digest(byte[] record) {
        var checksum = new CRC32C();
        checksum.update(record);
        return HEX.toHexDigits((int) checksum.getValue());
    }

    /// Without characters that part what a rev is made of.
    private static String plain(String hash) {
        boolean isPlain = hash.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'));
        return isPlain ? hash : hash.toLowerCase(Locale.ROOT).replaceAll("[^0-9a-z]", "");
    }
}
