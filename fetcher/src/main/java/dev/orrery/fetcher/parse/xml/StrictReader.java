package dev.orrery.fetcher.parse.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLResolver;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.jspecify.annotations.Nullable;

/// Well-formed XML to the tree, with Woodstox.
///
/// A document type is let pass, as RSS 0.91 has one; what it names is not fetched, and what its own entities may grow
/// to is bounded by [TreeBuilder].
final class StrictReader {
    private static final int MOST_REFERENCES = 50_000;
    private static final int DEEPEST_REFERENCE = 20;
    private static final int LONGEST_ATTRIBUTE = 4 << 20;
    private static final int LONGEST_SEGMENT = 1 << 20;

    private static final XMLInputFactory FACTORY = factory();

    private StrictReader() {}

    static void read(Decoded document, TreeBuilder tree) throws XMLStreamException, UnreadableDocument {
        var text = document.text();
        var reader = text == null
                ? FACTORY.createXMLStreamReader(
                        new ByteArrayInputStream(document.bytes(), document.start(), document.length()), "UTF-8")
                : FACTORY.createXMLStreamReader(new StringReader(text));
        try {
            read(reader, tree);
        } finally {
            reader.close();
        }
    }

    private static void read(XMLStreamReader reader, TreeBuilder tree) throws XMLStreamException, UnreadableDocument {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> start(reader, tree);
                case XMLStreamConstants.END_ELEMENT -> tree.end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!tree.isSkipping()) {
                        tree.text(reader.getText());
                    }
                }
                default -> {}
            }
        }
    }

    private static void start(XMLStreamReader reader, TreeBuilder tree) throws UnreadableDocument {
        var element = tree.start(orEmpty(reader.getNamespaceURI()), orEmpty(reader.getPrefix()), reader.getLocalName());
        int count = reader.getAttributeCount();
        if (element == null || count == 0) {
            return;
        }
        var attributes = new String[2 * count];
        for (int i = 0; i < count; i++) {
            attributes[2 * i] = Names.attribute(
                    orEmpty(reader.getAttributeNamespace(i)),
                    orEmpty(reader.getAttributePrefix(i)),
                    reader.getAttributeLocalName(i));
            attributes[2 * i + 1] = reader.getAttributeValue(i);
        }
        element.attributes(attributes);
    }

    private static String orEmpty(@Nullable String string) {
        return string == null ? "" : string;
    }

    private static XMLInputFactory factory() {
        var factory = new WstxInputFactory();
        XMLResolver nothing = (publicId, systemId, baseUri, namespace) -> InputStream.nullInputStream();
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory2.P_REPORT_CDATA, false);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(XMLInputFactory2.P_INTERN_NAMES, false);
        factory.setProperty(XMLInputFactory2.P_INTERN_NS_URIS, false);
        factory.setProperty(WstxInputProperties.P_CACHE_DTDS, false);
        factory.setProperty(WstxInputProperties.P_DTD_RESOLVER, nothing);
        factory.setProperty(WstxInputProperties.P_ENTITY_RESOLVER, nothing);
        factory.setProperty(WstxInputProperties.P_MAX_ENTITY_COUNT, MOST_REFERENCES);
        factory.setProperty(WstxInputProperties.P_MAX_ENTITY_DEPTH, DEEPEST_REFERENCE);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, LONGEST_ATTRIBUTE);
        // One text is one string: escaped HTML would come in thousands of pieces otherwise.
        factory.setProperty(WstxInputProperties.P_MIN_TEXT_SEGMENT, LONGEST_SEGMENT);
        return factory;
    }
}
