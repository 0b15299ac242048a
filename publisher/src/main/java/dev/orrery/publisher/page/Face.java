package dev.orrery.publisher.page;

import dev.orrery.publisher.library.Web;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// What stands for a person: a portrait, or initials on a colour that follows from the name.
///
/// @param image    address of the portrait
/// @param initials one or two letters
/// @param hue      0 to 23, a class of the style sheet: inline styles are forbidden
public record Face(@Nullable String image, String initials, int hue) {
    private static final int HUES = 24;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s/_.-]+");

    static Face of(String name, @Nullable String image) {
        var crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return new Face(Web.address(image), initials(name), (int) (crc.getValue() % HUES));
    }

    private static String initials(String name) {
        var words = BETWEEN_WORDS.splitAsStream(name.strip()).toList();
        var first = words.isEmpty() ? "" : initial(words.getFirst());
        var last = words.size() < 2 ? "" : initial(words.getLast());
        // In scripts where one sign is a syllable or a word, one is enough.
        boolean narrow = first.codePoints().allMatch(c -> Character.isIdeographic(c) || (c >= 0x3040 && c <= 0xd7af));
        var both = first.isEmpty() ? last : narrow ? first : first + last;
        return both.isEmpty() ? "·" : both.toUpperCase(Locale.ROOT);
    }

    private static String initial(String word) {
        return word.codePoints()
                .filter(Character::isLetterOrDigit)
                .limit(1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
