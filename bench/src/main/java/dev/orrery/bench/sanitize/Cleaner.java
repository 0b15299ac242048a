package dev.orrery.bench.sanitize;

import dev.orrery.enricher.sanitize.Addresses;
import dev.orrery.enricher.sanitize.Sanitizer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.safety.Safelist;
import org.owasp.html.PolicyFactory;
import org.owasp.html.Sanitizers;

/// What makes markup harmless.
@SuppressWarnings("ImmutableEnumChecker") // They are set up once and keep nothing.
public enum Cleaner {
    /// As the enricher does, the words for summary and search counted too.
    ORRERY {
        private final Sanitizer sanitizer = new Sanitizer();
        private final Addresses addresses = Addresses.against(POST);

        @Override
        public String cleaned(String html) {
            return sanitizer.sanitize(html, addresses, "e-1-").html();
        }
    },
    /// Cleans nothing: what the parser takes that the enricher's sanitizer and jsoup's stand on.
    JSOUP_PARSER {
        private final Element page = Document.createShell("").body();

        @Override
        public String cleaned(String html) {
            var nodes = Parser.htmlParser().parseFragmentInput(html, page, "");
            return nodes.isEmpty() ? "" : html;
        }
    },
    /// With its relaxed list, not indenting what it writes, which is its faster way.
    JSOUP {
        @Override
        public String cleaned(String html) {
            var settings = new Document.OutputSettings().prettyPrint(false);
            return Jsoup.clean(html, POST, Safelist.relaxed(), settings);
        }
    },
    /// With all that comes with it.
    OWASP {
        private final PolicyFactory policy = Sanitizers.FORMATTING
                .and(Sanitizers.BLOCKS)
                .and(Sanitizers.LINKS)
                .and(Sanitizers.IMAGES)
                .and(Sanitizers.TABLES)
                .and(Sanitizers.STYLES);

        @Override
        public String cleaned(String html) {
            return policy.sanitize(html);
        }
    };

    private static final String POST = "https://blog.example/2026/post";

    public abstract String cleaned(String html);
}
