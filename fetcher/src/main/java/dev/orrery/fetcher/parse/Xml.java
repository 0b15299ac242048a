package dev.orrery.fetcher.parse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Pattern;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.JDOMException;
import org.jdom2.Namespace;
import org.jdom2.input.SAXBuilder;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;

/// Strict XML to a tree, without ever looking outside the document.
///
/// A document type is let pass, as RSS 0.91 has one; what it names is not fetched, and what its own entities may grow
/// to is bounded.
final class Xml {
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([^\\s\";]+)", Pattern.CASE_INSENSITIVE);
    private static final int HEAD_BYTES = 512;

    /// Characters that come out of entities, in a document.
    private static final int MOST_GROWTH = 16 << 20;

    /// To entities of the document's own.
    private static final int MOST_REFERENCES = 50_000;

    private Xml() {}

    static Document read(byte[] document, @Nullable String contentType) throws JDOMException {
        var source = new InputSource(new ByteArrayInputStream(document));
        var encoding = encoding(document, contentType);
        if (encoding != null) {
            source.setEncoding(encoding);
        }
        try {
            return builder().build(source);
        } catch (IOException e) {
            // Bytes in memory can be read; what fails is to make characters of them.
            throw new JDOMException(String.valueOf(e.getMessage()), e);
        }
    }

    /// What a document begins with, for telling what it is where it is no XML.
    static String head(byte[] document) {
        return new String(document, 0, Math.min(document.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
    }

    /// `xml:base` that is in force at this element (RFC 3986 section 5.1), absolute where the document's address is.
    static @Nullable String base(@Nullable Element element, String url) {
        if (element == null) {
            return url;
        }
        var parent = base(element.getParentElement(), url);
        var own = element.getAttributeValue("base", Namespace.XML_NAMESPACE);
        return own == null ? parent : Urls.resolve(parent, own);
    }

    /// `xml:lang` that is in force at this element.
    static @Nullable String language(@Nullable Element element) {
        for (var at = element; at != null; at = at.getParentElement()) {
            var language = at.getAttributeValue("lang", Namespace.XML_NAMESPACE);
            if (language != null && !language.isBlank()) {
                return language.strip();
            }
        }
        return null;
    }

    /// The server's word on the encoding, which counts only where the document says nothing itself. RFC 7303 has it the
    /// other way round, and servers that label whatever they have as ISO-8859-1 have made that useless.
    private static @Nullable String encoding(byte[] document, @Nullable String contentType) {
        var charset = contentType == null ? null : CHARSET.matcher(contentType);
        if (charset == null || !charset.find() || declaresItself(document)) {
            return null;
        }
        try {
            return Charset.forName(charset.group(1)).name();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    private static boolean declaresItself(byte[] document) {
        var head = head(document);
        boolean byteOrderMark = head.startsWith("\u00EF\u00BB\u00BF")
                || head.startsWith("\u00FE\u00FF")
                || head.startsWith("\u00FF\u00FE");
        int end = head.startsWith("<?xml") ? head.indexOf("?>") : -1;
        return byteOrderMark || (end > 0 && head.substring(0, end).contains("encoding"));
    }

    private static SAXBuilder builder() {
        var builder = new SAXBuilder();
        builder.setFeature("http://javax.xml.XMLConstants/feature/secure-processing", true);
        builder.setFeature("http://xml.org/sax/features/external-general-entities", false);
        builder.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        builder.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
        builder.setExpandEntities(true);
        // The JDK counts every `&lt;` and `&amp;` as growth and refuses a document after 100,000 of them, which is one
        // megabyte of escaped HTML: an ordinary feed with whole posts. The total bounds what entities can do as well.
        builder.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        builder.setProperty("jdk.xml.totalEntitySizeLimit", Integer.toString(MOST_GROWTH));
        builder.setProperty("jdk.xml.entityExpansionLimit", Integer.toString(MOST_REFERENCES));
        return builder;
    }
}
