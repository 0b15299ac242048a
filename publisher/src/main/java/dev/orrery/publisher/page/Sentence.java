package dev.orrery.publisher.page;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A sentence with something to fill in, in the part of ICU's MessageFormat that pages need:
///
/// `{0}` is what it is given, a number as its language writes it; `{0,plural,=0{no posts}one{# post}other{# posts}}`
/// chooses by a whole number, which `#` stands for. There is no quoting: apostrophes are characters.
///
/// Never changes and is for all threads.
final class Sentence {
    private static final String OTHER = Plural.OTHER.keyword();
    private static final String PLURAL = "plural";

    private final List<Part> parts;

    private Sentence(List<Part> parts) {
        this.parts = parts;
    }

    private sealed interface Part {}

    private record Text(String text) implements Part {}

    private record Argument(int index) implements Part {}

    /// The number that the plural around it chooses by.
    private record Hash() implements Part {}

    /// @param exactly by number
    /// @param forms   by keyword; `other` is there
    private record Choice(int index, Map<Long, Sentence> exactly, Map<String, Sentence> forms) implements Part {}

    /// @throws IllegalArgumentException if it is none, saying why and where
    static Sentence of(String pattern) {
        return new Sentence(new Reader(pattern).parts(false));
    }

    String say(Locale locale, Object... arguments) {
        var out = new StringBuilder();
        write(out, locale, arguments, null);
        return out.toString();
    }

    private void write(StringBuilder out, Locale locale, Object[] arguments, @Nullable Number hash) {
        for (var part : parts) {
            switch (part) {
                case Text(var text) -> out.append(text);
                case Argument(var index) -> out.append(written(argument(arguments, index), locale));
                case Hash() -> out.append(hash == null ? "#" : written(hash, locale));
                case Choice choice -> {
                    var number = number(argument(arguments, choice.index));
                    chosen(choice, number, locale).write(out, locale, arguments, number);
                }
            }
        }
    }

    private static Sentence chosen(Choice choice, Number number, Locale locale) {
        var exactly = choice.exactly.get(number.longValue());
        if (exactly != null) {
            return exactly;
        }
        var form = choice.forms.get(Plural.of(number.longValue(), locale).keyword());
        return form == null ? choice.forms.getOrDefault(OTHER, new Sentence(List.of())) : form;
    }

    private static Object argument(Object[] arguments, int index) {
        if (index >= arguments.length) {
            throw new IllegalArgumentException("nothing was given for {%d}".formatted(index));
        }
        return arguments[index];
    }

    private static Number number(Object argument) {
        if (argument instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException("“%s” is no number to choose by".formatted(argument));
    }

    private static String written(Object argument, Locale locale) {
        return argument instanceof Number number
                ? NumberFormat.getIntegerInstance(locale).format(number.longValue())
                : argument.toString();
    }

    /// Which arguments it takes, and how: `{0}`, `{0,plural}`.
    Set<String> arguments() {
        var found = new TreeSet<String>();
        for (var part : parts) {
            if (part instanceof Argument(var index)) {
                found.add("{%d}".formatted(index));
            } else if (part instanceof Choice choice) {
                found.add("{%d,plural}".formatted(choice.index));
                choice.exactly.values().forEach(form -> found.addAll(form.arguments()));
                choice.forms.values().forEach(form -> found.addAll(form.arguments()));
            }
        }
        return found;
    }

    /// The forms that a plural in it lacks in a language; empty where it has all, or no plural.
    Set<String> missingForms(Locale locale) {
        var missing = new TreeSet<String>();
        for (var part : parts) {
            if (part instanceof Choice choice) {
                Plural.forms(locale).stream()
                        .filter(form -> !choice.forms.containsKey(form.keyword()) && !isWritten(choice, form))
                        .forEach(form -> missing.add(form.keyword()));
            }
        }
        return missing;
    }

    /// Where one number alone asks for a form, it may be written by its number. Nobody has a million of anything here,
    /// and fractions are not counted.
    private static boolean isWritten(Choice choice, Plural form) {
        return switch (form) {
            case ZERO -> choice.exactly.containsKey(0L);
            case ONE -> choice.exactly.containsKey(1L);
            case TWO -> choice.exactly.containsKey(2L);
            case MANY -> choice.forms.containsKey(OTHER) && !choice.forms.containsKey(Plural.FEW.keyword());
            case FEW, OTHER -> false;
        };
    }

    private static final class Reader {
        private final String pattern;
        private int at;

        Reader(String pattern) {
            this.pattern = pattern;
        }

        List<Part> parts(boolean inPlural) {
            var parts = new ArrayList<Part>();
            var text = new StringBuilder();
            while (at < pattern.length() && pattern.charAt(at) != '}') {
                char c = pattern.charAt(at++);
                if (c == '{' || (c == '#' && inPlural)) {
                    flush(text, parts);
                    parts.add(c == '{' ? argument() : new Hash());
                } else {
                    text.append(c);
                }
            }
            if (at < pattern.length() && !inPlural) {
                throw wrong("a brace closes that none opened");
            }
            flush(text, parts);
            return List.copyOf(parts);
        }

        private static void flush(StringBuilder text, List<Part> parts) {
            if (!text.isEmpty()) {
                parts.add(new Text(text.toString()));
                text.setLength(0);
            }
        }

        private Part argument() {
            int index = (int) integer();
            if (accept('}')) {
                return new Argument(index);
            }
            expect(',');
            var kind = word();
            if (!kind.equals(PLURAL)) {
                throw wrong("“%s” is nothing that can be done here; there is `plural`".formatted(kind));
            }
            expect(',');
            return choice(index);
        }

        private Choice choice(int index) {
            var exactly = new LinkedHashMap<Long, Sentence>();
            var forms = new LinkedHashMap<String, Sentence>();
            while (!accept('}')) {
                if (accept('=')) {
                    exactly.put(integer(), nested());
                } else {
                    forms.put(keyword(), nested());
                }
            }
            if (!forms.containsKey(OTHER)) {
                throw wrong("`other` is missing");
            }
            return new Choice(index, Map.copyOf(exactly), Map.copyOf(forms));
        }

        private String keyword() {
            var word = word();
            for (var form : Plural.values()) {
                if (form.keyword().equals(word)) {
                    return word;
                }
            }
            throw wrong("“%s” is no form of a plural".formatted(word));
        }

        private Sentence nested() {
            expect('{');
            var inside = new Sentence(parts(true));
            expect('}');
            return inside;
        }

        private long integer() {
            skipSpace();
            int from = at;
            while (at < pattern.length() && pattern.charAt(at) >= '0' && pattern.charAt(at) <= '9') {
                at++;
            }
            if (from == at || at - from > 9) {
                throw wrong("a number is expected");
            }
            return Long.parseLong(pattern, from, at, 10);
        }

        private String word() {
            skipSpace();
            int from = at;
            while (at < pattern.length() && Character.isLetter(pattern.charAt(at))) {
                at++;
            }
            return pattern.substring(from, at);
        }

        private boolean accept(char wanted) {
            skipSpace();
            boolean there = at < pattern.length() && pattern.charAt(at) == wanted;
            if (there) {
                at++;
            }
            return there;
        }

        private void expect(char wanted) {
            if (!accept(wanted)) {
                throw wrong("“%c” is expected".formatted(wanted));
            }
        }

        private void skipSpace() {
            while (at < pattern.length() && pattern.charAt(at) == ' ') {
                at++;
            }
        }

        private IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException("%s, after “%s” in “%s”"
                    .formatted(what, pattern.substring(0, Math.min(at, pattern.length())), pattern));
        }
    }
}
