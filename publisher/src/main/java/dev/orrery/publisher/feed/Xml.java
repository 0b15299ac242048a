package dev.orrery.publisher.feed;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/// Writes XML 1.0 that any parser takes, whatever a post held: characters that XML forbids, unpaired surrogates among
/// them, are left out (section 2.2 of the specification).
final class Xml {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter writer;

    private Xml() throws XMLStreamException {
        writer = FACTORY.createXMLStreamWriter(out);
    }

    /// What a document says.
    @FunctionalInterface
    interface Content {
        void write(Xml xml) throws XMLStreamException;
    }

    static byte[] document(Content content) {
        try {
            var xml = new Xml();
            xml.writer.writeStartDocument("UTF-8", "1.0");
            xml.line();
            content.write(xml);
            xml.writer.writeEndDocument();
            xml.writer.close();
            return xml.out.toString().getBytes(StandardCharsets.UTF_8);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("what was written is not XML", e);
        }
    }

    /// @param attributes names and values in turn; one whose value is null is left out
    void open(String element, @Nullable String... attributes) throws XMLStreamException {
        writer.writeStartElement(element);
        attributes(attributes);
        line();
    }

    void close() throws XMLStreamException {
        writer.writeEndElement();
        line();
    }

    /// An element without content.
    void empty(String element, @Nullable String... attributes) throws XMLStreamException {
        writer.writeEmptyElement(element);
        attributes(attributes);
        line();
    }

    /// An element with text; none at all where the text is null.
    void text(String element, @Nullable String text, @Nullable String... attributes) throws XMLStreamException {
        if (text == null) {
            return;
        }
        writer.writeStartElement(element);
        attributes(attributes);
        writer.writeCharacters(Characters.allowed(text));
        writer.writeEndElement();
        line();
    }

    private void attributes(@Nullable String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            var name = attributes[i];
            var value = attributes[i + 1];
            if (name != null && value != null) {
                writer.writeAttribute(name, Characters.allowed(value));
            }
        }
    }

    private void line() throws XMLStreamException {
        writer.writeCharacters("\n");
    }
}
