package dev.orrery.publisher.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.thaiopensource.util.PropertyMapBuilder;
import com.thaiopensource.validate.ValidateProperty;
import com.thaiopensource.validate.ValidationDriver;
import com.thaiopensource.validate.rng.CompactSchemaReader;
import dev.orrery.events.EventCodec;
import dev.orrery.publisher.serve.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;

/// Says what in a document is not as its specification wants it: its grammar (`specifications/`), and for Atom the
/// rules that RFC 4287 writes beside the grammar. What our feeds promise besides is looked at too: no id twice, and
/// absolute addresses only, in markup as well.
public final class Specification {
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";

    private Specification() {}

    public static List<String> problems(Format format, byte[] document) throws Exception {
        return switch (format) {
            case ATOM -> atom(document);
            case RSS -> withMarkup(grammar("rss20.rnc", document), document, CONTENT, "encoded");
            case RDF -> withMarkup(grammar("rss10.rnc", document), document, CONTENT, "encoded");
            case JSON -> json(document);
            case OPML -> grammar("opml.rnc", document);
            case FOAF -> grammar("foafroll.rnc", document);
            default -> throw new IllegalArgumentException("no feed: " + format);
        };
    }

    private static List<String> grammar(String name, byte[] document) throws Exception {
        var problems = new ArrayList<String>();
        var properties = new PropertyMapBuilder();
        properties.put(ValidateProperty.ERROR_HANDLER, new Collecting(problems));
        var driver = new ValidationDriver(properties.toPropertyMap(), CompactSchemaReader.getInstance());
        var schema = new InputSource(new ByteArrayInputStream(resource(name).getBytes(StandardCharsets.UTF_8)));
        schema.setEncoding("UTF-8");
        if (!driver.loadSchema(schema)) {
            throw new IllegalStateException(name + ": " + problems);
        }
        driver.validate(new InputSource(new ByteArrayInputStream(document)));
        return problems;
    }

    private static List<String> atom(byte[] document) throws Exception {
        var problems = withMarkup(grammar("atom.rnc", document), document, ATOM, "content");
        var entries = parse(document).getElementsByTagNameNS(ATOM, "entry");
        var ids = new HashSet<String>();
        for (int i = 0; i < entries.getLength(); i++) {
            var entry = (Element) entries.item(i);
            var id = children(entry, "id").getFirst().getTextContent();
            if (!ids.add(id)) {
                problems.add(id + " is there twice");
            }
            if (children(entry, "author").isEmpty()) {
                problems.add(id + " has no author (section 4.1.2)");
            }
            long alternates = children(entry, "link").stream()
                    .filter(link -> link.getAttribute("rel").equals("alternate"))
                    .count();
            if (alternates > 1 || (alternates == 0 && children(entry, "content").isEmpty())) {
                problems.add("%s has %d alternate links (section 4.1.2)".formatted(id, alternates));
            }
        }
        return problems;
    }

    private static List<Element> children(Element parent, String name) {
        var children = new ArrayList<Element>();
        for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getLocalName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }

    private static List<String> withMarkup(List<String> problems, byte[] document, String namespace, String element)
            throws Exception {
        var texts = parse(document).getElementsByTagNameNS(namespace, element);
        for (int i = 0; i < texts.getLength(); i++) {
            relative(texts.item(i).getTextContent(), problems);
        }
        return problems;
    }

    private static void relative(String html, List<String> problems) {
        for (var element : Jsoup.parseBodyFragment(html).select("[href], [src]")) {
            for (var name : List.of("href", "src")) {
                var address = element.attr(name);
                if (element.hasAttr(name) && !address.matches("(?s)(?i)(https?|mailto|tel|data):.*")) {
                    problems.add("a relative address in markup: " + address);
                }
            }
        }
    }

    private static List<String> json(byte[] document) throws Exception {
        var problems = new ArrayList<String>();
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource("json-feed.schema.json"), InputFormat.JSON)
                .validate(new String(document, StandardCharsets.UTF_8), InputFormat.JSON)
                .forEach(problem -> problems.add(problem.toString()));
        var ids = new HashSet<String>();
        for (JsonNode item : EventCodec.json().readTree(document).path("items")) {
            if (!ids.add(item.path("id").asText())) {
                problems.add(item.path("id") + " is there twice");
            }
            relative(item.path("content_html").asText(), problems);
        }
        return problems;
    }

    static Document parse(byte[] document) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(document));
    }

    private static String resource(String name) throws IOException {
        try (var in = Specification.class.getResourceAsStream("/specifications/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private record Collecting(List<String> problems) implements ErrorHandler {
        @Override
        public void warning(SAXParseException problem) {
            add(problem);
        }

        @Override
        public void error(SAXParseException problem) {
            add(problem);
        }

        @Override
        public void fatalError(SAXParseException problem) {
            add(problem);
        }

        private void add(SAXParseException problem) {
            problems.add("line %d: %s".formatted(problem.getLineNumber(), problem.getMessage()));
        }
    }
}
