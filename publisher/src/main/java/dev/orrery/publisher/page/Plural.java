package dev.orrery.publisher.page;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which form of a word goes with a whole number: CLDR's cardinal plural rules, for languages that pages may speak
/// ([Unicode TR 35](https://unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules)). All others have one
/// form only.
enum Plural {
    ZERO,
    ONE,
    TWO,
    FEW,
    MANY,
    OTHER;

    private static final long MILLION = 1_000_000;

    private enum Rule {
        ONE_FORM(Set.of(OTHER)) {
            @Override
            Plural of(long n) {
                return OTHER;
            }
        },
        ONE_IS_ONE(Set.of(ONE, OTHER)) {
            @Override
            Plural of(long n) {
                return n == 1 ? ONE : OTHER;
            }
        },
        /// Whole millions take a form of their own: *un million de billets*.
        SPANISH(Set.of(ONE, MANY, OTHER)) {
            @Override
            Plural of(long n) {
                return n == 1 ? ONE : millions(n);
            }
        },
        FRENCH(Set.of(ONE, MANY, OTHER)) {
            @Override
            Plural of(long n) {
                return n <= 1 ? ONE : millions(n);
            }
        },
        RUSSIAN(Set.of(ONE, FEW, MANY, OTHER)) {
            @Override
            Plural of(long n) {
                if (n % 10 == 1 && n % 100 != 11) {
                    return ONE;
                }
                return isFew(n) ? FEW : MANY;
            }
        },
        POLISH(Set.of(ONE, FEW, MANY, OTHER)) {
            @Override
            Plural of(long n) {
                return n == 1 ? ONE : isFew(n) ? FEW : MANY;
            }
        },
        CZECH(Set.of(ONE, FEW, MANY, OTHER)) {
            @Override
            Plural of(long n) {
                return n == 1 ? ONE : n >= 2 && n <= 4 ? FEW : OTHER;
            }
        },
        HEBREW(Set.of(ONE, TWO, OTHER)) {
            @Override
            Plural of(long n) {
                return n == 1 ? ONE : n == 2 ? TWO : OTHER;
            }
        },
        ARABIC(Set.of(ZERO, ONE, TWO, FEW, MANY, OTHER)) {
            @Override
            Plural of(long n) {
                if (n <= 2) {
                    return n == 0 ? ZERO : n == 1 ? ONE : TWO;
                }
                long end = n % 100;
                return end >= 3 && end <= 10 ? FEW : end >= 11 ? MANY : OTHER;
            }
        };

        @SuppressWarnings("ImmutableEnumChecker") // A copy that nobody changes.
        private final Set<Plural> forms;

        Rule(Set<Plural> forms) {
            this.forms = forms;
        }

        abstract Plural of(long n);

        private static Plural millions(long n) {
            return n != 0 && n % MILLION == 0 ? MANY : OTHER;
        }

        private static boolean isFew(long n) {
            long teens = n % 100;
            return n % 10 >= 2 && n % 10 <= 4 && (teens < 12 || teens > 14);
        }
    }

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("ar", Rule.ARABIC),
            Map.entry("cs", Rule.CZECH),
            Map.entry("da", Rule.ONE_IS_ONE),
            Map.entry("de", Rule.ONE_IS_ONE),
            Map.entry("el", Rule.ONE_IS_ONE),
            Map.entry("en", Rule.ONE_IS_ONE),
            Map.entry("es", Rule.SPANISH),
            Map.entry("fi", Rule.ONE_IS_ONE),
            Map.entry("fr", Rule.FRENCH),
            Map.entry("he", Rule.HEBREW),
            Map.entry("hu", Rule.ONE_IS_ONE),
            Map.entry("id", Rule.ONE_FORM),
            Map.entry("it", Rule.SPANISH),
            Map.entry("ja", Rule.ONE_FORM),
            Map.entry("ko", Rule.ONE_FORM),
            Map.entry("nb", Rule.ONE_IS_ONE),
            Map.entry("nl", Rule.ONE_IS_ONE),
            Map.entry("pl", Rule.POLISH),
            Map.entry("ru", Rule.RUSSIAN),
            Map.entry("sk", Rule.CZECH),
            Map.entry("sv", Rule.ONE_IS_ONE),
            Map.entry("tr", Rule.ONE_IS_ONE),
            Map.entry("uk", Rule.RUSSIAN),
            Map.entry("zh", Rule.ONE_FORM));

    /// @param number not negative
    static Plural of(long number, Locale locale) {
        return rule(locale).of(number);
    }

    /// The forms that a whole number can ask for in a language, and `other`, which every sentence must have.
    static Set<Plural> forms(Locale locale) {
        return rule(locale).forms;
    }

    /// The languages whose rules are known.
    static Set<String> languages() {
        return RULES.keySet();
    }

    private static Rule rule(Locale locale) {
        return RULES.getOrDefault(locale.getLanguage(), Rule.ONE_FORM);
    }

    /// As it is written in sentences.
    String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }
}
