package dev.orrery.local;

import dev.orrery.events.letters.Letter;
import dev.orrery.events.letters.Letter.State;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// Dead letters in words for a terminal, and as JSON.
final class LetterReport {
    private static final HexFormat HEX = HexFormat.of();
    private static final int HEX_WIDTH = 32;
    private static final int MOST_SHOWN = 16 << 10;

    private LetterReport() {}

    static void list(List<Letter> letters, PrintWriter out) {
        if (letters.isEmpty()) {
            out.println("No dead letters.");
        }
        for (var letter : letters) {
            out.println("%-8s %-7s %s  %s  %s, %s"
                    .formatted(
                            letter.id(),
                            name(letter.state()),
                            Words.time(letter.at()),
                            Words.safe(letter.origin()),
                            Words.safe(letter.service()),
                            size(letter)));
            out.println("         " + Words.safe(letter.reason(), 160));
        }
        out.flush();
    }

    static void show(Letter letter, byte @Nullable [] bytes, String advice, PrintWriter out) {
        out.println("Letter    %s, %s".formatted(letter.id(), did(letter)));
        out.println("Written   %s by %s".formatted(Words.time(letter.at()), Words.safe(letter.service())));
        out.println("Record    %s".formatted(Words.safe(letter.origin())));
        out.println("Key       %s".formatted(Words.safe(text(letter.key()))));
        out.println("Reason    %s".formatted(Words.safe(letter.reason(), 1_000)));
        out.println();
        letter.error().lines().forEach(line -> out.println("  " + Words.safe(line, 1_000)));
        out.println();
        out.println("Headers");
        for (var header : letter.headers()) {
            var lines = text(header.value()).lines().toList();
            out.println("  %s: %s"
                    .formatted(Words.safe(header.key()), lines.isEmpty() ? "" : Words.safe(lines.getFirst(), 1_000)));
        }
        out.println();
        out.println("Bytes (%s)".formatted(size(letter)));
        if (bytes != null) {
            bytes(bytes, out);
        }
        out.println();
        out.println(Words.safe(advice, 1_000));
        out.flush();
    }

    /// @param supersededBy where a newer record of the same key stands
    static String advice(Letter letter, @Nullable String supersededBy) {
        var resend = "`./orrery dead-letters resend %s`".formatted(letter.id());
        var drop = "`./orrery dead-letters drop %s`".formatted(letter.id());
        if (letter.state() == State.RESENT) {
            return "It was sent again. If it fails again there is a newer letter.";
        }
        if (letter.state() == State.DROPPED) {
            return "It was dropped. %s sends it all the same.".formatted(resend);
        }
        if (supersededBy != null) {
            return "A newer record of the same key is at %s, so nothing is missing: %s.".formatted(supersededBy, drop);
        }
        if (letter.cut() != null) {
            return letter.cut() + " Whoever wrote the record has to send a smaller one; then " + drop + ".";
        }
        if (letter.error().contains("UnreadableEvent")) {
            return "Its bytes are not what its topic promises. Whoever wrote them has to send them right; then %s. "
                            .formatted(drop)
                    + "Or if an update of Orrery reads them: %s.".formatted(resend);
        }
        return "Orrery failed on it. Once an update mends that: %s. Or give it up: %s.".formatted(resend, drop);
    }

    static Map<String, Object> json(Letter letter) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", letter.id());
        json.put("state", name(letter.state()));
        json.put("at", letter.at());
        json.put("topic", letter.source() == null ? null : letter.source().topic());
        json.put("partition", letter.source() == null ? null : letter.source().partition());
        json.put("offset", letter.offset());
        json.put("service", letter.service());
        json.put("reason", letter.reason());
        json.put("size", letter.size());
        json.put("key", text(letter.key()));
        var mark = letter.mark();
        if (mark != null) {
            json.put("markedAt", mark.at());
            json.put("sentTo", mark.sentTo());
        }
        json.values().removeIf(value -> value == null);
        return json;
    }

    static Map<String, Object> json(Letter letter, byte @Nullable [] bytes, String advice) {
        var json = json(letter);
        json.put("error", letter.error());
        var headers = new ArrayList<Map<String, String>>();
        for (Header header : letter.headers()) {
            headers.add(Map.of("name", header.key(), "value", text(header.value())));
        }
        json.put("headers", headers);
        if (bytes != null) {
            var text = readable(bytes);
            json.put(text == null ? "hex" : "text", text == null ? HEX.formatHex(bytes) : text);
        }
        json.put("advice", advice);
        return json;
    }

    private static String did(Letter letter) {
        var mark = letter.mark();
        if (mark == null) {
            return "open";
        }
        var what = "%s %s".formatted(name(letter.state()), Words.time(mark.at()));
        return mark.sentTo() == null ? what : what + ", now " + Words.safe(mark.sentTo());
    }

    private static String name(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String size(Letter letter) {
        return letter.cut() != null
                ? "bytes left out"
                : letter.size() < 0 ? "a tombstone" : Words.number(letter.size()) + " bytes";
    }

    private static String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "(none)";
        }
        var text = readable(bytes);
        return text == null ? "0x" + HEX.formatHex(bytes) : text;
    }

    private static void bytes(byte[] bytes, PrintWriter out) {
        var text = readable(bytes);
        int shown = Math.min(bytes.length, MOST_SHOWN);
        if (text != null) {
            text.substring(0, Math.min(text.length(), MOST_SHOWN))
                    .lines()
                    .forEach(line -> out.println("  " + Words.safe(line, MOST_SHOWN)));
        } else {
            for (int at = 0; at < shown; at += HEX_WIDTH) {
                out.println("  %06x  %s".formatted(at, HEX.formatHex(bytes, at, Math.min(at + HEX_WIDTH, shown))));
            }
        }
        if (bytes.length > shown) {
            out.println("  … --json prints all of it");
        }
    }

    /// Null if it is not text that a terminal could show.
    private static @Nullable String readable(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean isText = text.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
            return isText ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
