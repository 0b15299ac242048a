package dev.orrery.publisher.search;

import dev.orrery.events.Planet;
import dev.orrery.publisher.search.Found.Hit;
import dev.orrery.publisher.search.Question.Asked;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.ExitableDirectoryReader;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TotalHits;

/// Asks the index. Whatever is asked, it takes a bounded time: what was found until then is the answer.
public final class Searcher {
    /// How long one search may look.
    static final Duration PATIENCE = Duration.ofMillis(500);

    /// Nobody reads further; whoever wants it all narrows the search down.
    static final int MOST = 1_000;

    private static final int COUNTED = 10_000;

    /// As many places as the longest question may name on a planet of all languages; the time it takes is bounded.
    private static final int CLAUSES = 4_096;

    static {
        IndexSearcher.setMaxClauseCount(CLAUSES);
    }

    private final LiveIndex live;
    private final LongSupplier nanos;

    /// @param nanos as [System#nanoTime]
    public Searcher(LiveIndex live, LongSupplier nanos) {
        this.live = live;
        this.nanos = nanos;
    }

    /// @param page 1 for the first
    /// @param size how many posts a page has
    /// @throws IOException if the index is broken
    Found find(Planet planet, Question question, Sorting sorting, int page, int size) throws IOException {
        return live.read(searcher -> find(searcher, planet, question, sorting, page, size), Found.NOTHING);
    }

    /// How many posts fit one clause alone.
    int count(Planet planet, Question.Clause clause) throws IOException {
        var alone = new Question(clause.typed(), List.of(new Asked(clause, false)), false);
        return find(planet, alone, Sorting.NEWEST, 1, 1).total();
    }

    private Found find(IndexSearcher shared, Planet planet, Question question, Sorting sorting, int page, int size)
            throws IOException {
        var translated = new Translation(planet, languages(shared.getIndexReader(), planet.planet()), live.analysis())
                .of(question);
        if (translated.isEmpty()) {
            return Found.NOTHING;
        }
        var timeout = timeout();
        var reader = (DirectoryReader) shared.getIndexReader();
        var searcher = new IndexSearcher(ExitableDirectoryReader.wrap(reader, timeout));
        searcher.setTimeout(timeout);
        int until = Math.min(page * size, MOST);
        try {
            var top = searcher.search(
                    translated.get().all(), new TopFieldCollectorManager(sorting.sort(), until, COUNTED));
            var shown = List.of(top.scoreDocs)
                    .subList(Math.min((page - 1) * size, top.scoreDocs.length), top.scoreDocs.length);
            var hits = hits(
                    shared,
                    shown,
                    new Snippets(live.analysis(), translated.get().words()));
            return new Found(
                    Math.toIntExact(Math.min(top.totalHits.value(), Integer.MAX_VALUE)),
                    top.totalHits.relation() == TotalHits.Relation.GREATER_THAN_OR_EQUAL_TO,
                    searcher.timedOut(),
                    hits);
        } catch (ExitableDirectoryReader.ExitingReaderException | IndexSearcher.TooManyClauses _) {
            return new Found(0, false, true, List.of());
        }
    }

    private QueryTimeout timeout() {
        long begun = nanos.getAsLong();
        return () -> nanos.getAsLong() - begun > PATIENCE.toNanos();
    }

    /// As which languages the planet's posts are analysed: of those that the whole index has, the few.
    private static List<String> languages(IndexReader reader, String planet) throws IOException {
        var languages = new ArrayList<String>();
        for (var field : new TreeSet<>(FieldInfos.getIndexedFields(reader))) {
            if (field.startsWith(Fields.TEXT)) {
                var language = field.substring(Fields.TEXT.length());
                if (reader.docFreq(new Term(Fields.ANALYSED, Fields.of(planet, language))) > 0) {
                    languages.add(language);
                }
            }
        }
        return languages;
    }

    private static List<Hit> hits(IndexSearcher searcher, List<ScoreDoc> found, Snippets snippets) throws IOException {
        var hits = new ArrayList<Hit>();
        for (var one : found) {
            var filed = SearchIndex.filed(searcher, one.doc);
            var text = filed.text();
            if (text != null) {
                hits.add(new Hit(filed.entryId(), snippets.ofTitle(text), snippets.ofText(text)));
            }
        }
        return hits;
    }
}
