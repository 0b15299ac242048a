package dev.orrery.publisher.serve;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands after the `?` of an address, as forms write it (`application/x-www-form-urlencoded`). Nothing in it is a
/// mistake: a percent sign that begins no byte is a percent sign, bytes that are no UTF-8 are U+FFFD.
public final class Parameters {
    private static final int MOST = 20;
    private static final int HEX = 16;

    private final Map<String, String> values = new HashMap<>();

    private Parameters() {}

    public static Parameters of(@Nullable String query) {
        var parameters = new Parameters();
        if (query != null) {
            for (var pair : query.split("&", MOST + 1)) {
                parameters.add(pair);
            }
        }
        return parameters;
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        values.putIfAbsent(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
    }

    /// The first of this name, or null.
    public @Nullable String get(String name) {
        return values.get(name);
    }

    /// A number from 1 to the greatest that is allowed; 1 where there is none.
    public int number(String name, int greatest) {
        var text = values.getOrDefault(name, "");
        if (!text.matches("[0-9]{1,9}")) {
            return 1;
        }
        return Math.clamp(Integer.parseInt(text), 1, greatest);
    }

    private static String decoded(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int value = c == '%' ? escaped(text, i) : -1;
            if (value >= 0) {
                bytes.write(value);
                i += 3;
            } else {
                bytes.writeBytes((c == '+' ? " " : Character.toString(c)).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(c);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int escaped(String text, int at) {
        if (at + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at + 1), HEX);
        int low = Character.digit(text.charAt(at + 2), HEX);
        return high < 0 || low < 0 ? -1 : high * HEX + low;
    }
}
