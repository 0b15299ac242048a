package dev.orrery.publisher.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Passage;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.util.BytesRef;

/// How what is [Filed] looks as Lucene's document. What a planet says of an entry is under the planet's name, so that
/// nobody finds a post by another planet's tags: the term `clocks/brass` in the field `tag`.
final class Fields {
    /// Raised whenever a document would be another one: an index of another number is built anew.
    static final int VERSION = 1;

    static final String ID = "id";
    static final String FILED = "filed";
    static final String PLANET = "planet";
    static final String FEED = "feed";
    static final String TAG = "tag";
    static final String AUTHOR = "author";
    static final String LANGUAGE = "language";

    /// The language that the text is analysed as.
    static final String ANALYSED = "analysed";

    static final String AT = "at";

    /// The id once more, to sort by where all else is equal.
    static final String ORDER = "order";

    static final String TITLE = "title.";
    static final String TEXT = "text.";

    /// Of a tag that is told from others, in characters; Lucene takes no term of over 32,766 bytes.
    private static final int LONGEST_TAG = 1_000;

    private static final Pattern SEPARATORS = Pattern.compile("[\\s_/\\\\-]+");

    private Fields() {}

    static Document document(Filed filed, Analysis analysis) {
        var document = new Document();
        document.add(new StringField(ID, filed.entryId(), Field.Store.NO));
        document.add(new StoredField(FILED, stored(filed)));
        if (filed.canBeFound()) {
            filed.places().forEach((planet, place) -> place(document, planet, place, analysis));
            text(document, filed);
        }
        return document;
    }

    static Filed filed(BytesRef stored) throws IOException {
        return EventCodec.json().readValue(stored.bytes, stored.offset, stored.length, Filed.class);
    }

    private static byte[] stored(Filed filed) {
        try {
            return EventCodec.json().writeValueAsBytes(filed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write what is filed of " + filed.entryId(), e);
        }
    }

    private static void text(Document document, Filed filed) {
        var text = filed.text();
        if (text == null) {
            return;
        }
        var language = Analysis.language(text.language());
        if (text.title() != null) {
            document.add(new TextField(TITLE + language, text.title(), Field.Store.NO));
        }
        document.add(new TextField(TEXT + language, text.body(), Field.Store.NO));
        for (var planet : filed.places().keySet()) {
            document.add(new StringField(ANALYSED, of(planet, language), Field.Store.NO));
        }
        document.add(new LongField(AT, text.at().toEpochMilli(), Field.Store.NO));
        document.add(new SortedDocValuesField(ORDER, new BytesRef(filed.entryId())));
        if (text.language() != null) {
            for (var tag : tagAndPrimary(text.language())) {
                document.add(new StringField(LANGUAGE, tag, Field.Store.NO));
            }
        }
    }

    private static void place(Document document, String planet, Filed.Place place, Analysis analysis) {
        document.add(new StringField(PLANET, planet, Field.Store.NO));
        document.add(new StringField(FEED, of(planet, place.subscription()), Field.Store.NO));
        var tags = new LinkedHashSet<String>();
        place.tags().forEach(tag -> tags.add(tag(tag)));
        tags.forEach(tag -> document.add(new StringField(TAG, of(planet, tag), Field.Store.NO)));
        var names = new LinkedHashSet<String>();
        place.authors().forEach(author -> names.addAll(analysis.names(author, false)));
        names.forEach(name -> document.add(new StringField(AUTHOR, of(planet, name), Field.Store.NO)));
    }

    /// A term of one planet's.
    static String of(String planet, String term) {
        return planet + "/" + term;
    }

    /// One spelling of a tag, whether it came as a tag, as a label, or from who asks for it.
    static String tag(String written) {
        var beginning = written.substring(0, Math.min(written.length(), LONGEST_TAG));
        var hyphened = SEPARATORS.matcher(Passage.fold(beginning)).replaceAll("-");
        return hyphened.startsWith("#") && hyphened.length() > 1 ? hyphened.substring(1) : hyphened;
    }

    /// `pt-BR` is found as itself and as `pt`.
    private static Collection<String> tagAndPrimary(String language) {
        var tags = new LinkedHashSet<String>();
        var tag = language.toLowerCase(Locale.ROOT).replace('_', '-');
        tags.add(tag);
        tags.add(tag.split("-", 2)[0]);
        return tags;
    }
}
