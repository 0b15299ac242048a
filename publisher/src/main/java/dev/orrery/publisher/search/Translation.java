package dev.orrery.publisher.search;

import dev.orrery.events.Passage;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.search.Question.Clause;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;

/// From a question to Lucene's query. A word is looked for in titles, texts, authors' names and tags, in each language
/// as that language's posts are analysed; where it fits best counts.
final class Translation {
    private static final float IN_TITLE = 3;
    private static final float IN_NAMES = 2;

    /// A little of the score of other places where the word is too.
    private static final float OTHERS = 0.1f;

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final Planet planet;
    private final Collection<String> languages;
    private final Analysis analysis;

    /// @param languages those of the fields that the index has
    Translation(Planet planet, Collection<String> languages, Analysis analysis) {
        this.planet = planet;
        this.languages = languages;
        this.analysis = analysis;
    }

    /// @param all   finds posts
    /// @param words what of it is to be marked in texts
    record Translated(Query all, Query words) {}

    /// Empty where nothing is left to look for: `+++` is no word.
    Optional<Translated> of(Question question) {
        var all = new BooleanQuery.Builder().add(onPlanet(), Occur.FILTER);
        var words = new BooleanQuery.Builder();
        int clauses = 0;
        for (var asked : question.clauses()) {
            var query = of(asked.clause());
            if (query == null) {
                continue;
            }
            clauses++;
            boolean isText = isText(asked.clause());
            all.add(query, asked.excluded() ? Occur.MUST_NOT : isText ? Occur.MUST : Occur.FILTER);
            if (isText && !asked.excluded()) {
                words.add(query, Occur.SHOULD);
            }
        }
        return clauses == 0 ? Optional.empty() : Optional.of(new Translated(all.build(), words.build()));
    }

    private Query onPlanet() {
        return new TermQuery(new Term(Fields.PLANET, planet.planet()));
    }

    private static boolean isText(Clause clause) {
        return clause instanceof Question.Word
                || clause instanceof Question.Phrase
                || clause instanceof Question.Prefix;
    }

    private @Nullable Query of(Clause clause) {
        return switch (clause) {
            case Question.Word(var text) -> text(text, true);
            case Question.Phrase(var text) -> text(text, false);
            case Question.Prefix(var text) -> prefix(text);
            case Question.Author(var name) -> author(name);
            case Question.Tag(var tag) -> ofPlanet(Fields.TAG, Fields.tag(tag));
            case Question.Feed(var name) -> feed(name);
            case Question.Language(var tag) -> new TermQuery(new Term(Fields.LANGUAGE, tag.toLowerCase(Locale.ROOT)));
            case Question.Period period -> period(period);
        };
    }

    /// What is written as one word may be several, as in `open-source`: then they have to follow each other, as in a
    /// phrase.
    private @Nullable Query text(String text, boolean andNames) {
        var places = new ArrayList<Query>();
        for (var language : languages) {
            var builder = new QueryBuilder(analysis.asking(language));
            add(places, builder.createPhraseQuery(Fields.TITLE + language, text), IN_TITLE);
            add(places, builder.createPhraseQuery(Fields.TEXT + language, text), 1);
        }
        if (places.isEmpty()) {
            return null;
        }
        if (andNames) {
            add(places, author(text), IN_NAMES);
        }
        add(places, ofPlanet(Fields.TAG, Fields.tag(text)), IN_NAMES);
        return new DisjunctionMaxQuery(places, OTHERS);
    }

    private @Nullable Query prefix(String text) {
        var pieces = BETWEEN.splitAsStream(Passage.fold(text))
                .filter(piece -> !piece.isEmpty())
                .toList();
        if (pieces.isEmpty()) {
            return null;
        }
        var all = new BooleanQuery.Builder();
        for (var piece : pieces.subList(0, pieces.size() - 1)) {
            var query = text(piece, true);
            if (query != null) {
                all.add(query, Occur.MUST);
            }
        }
        all.add(begins(pieces.getLast()), Occur.MUST);
        return all.build();
    }

    private Query begins(String beginning) {
        var places = new ArrayList<Query>();
        for (var language : languages) {
            add(places, new PrefixQuery(new Term(Fields.TITLE + language, beginning)), IN_TITLE);
            add(places, new PrefixQuery(new Term(Fields.TEXT + language, beginning)), 1);
        }
        for (var field : List.of(Fields.AUTHOR, Fields.TAG)) {
            add(places, new PrefixQuery(new Term(field, Fields.of(planet.planet(), beginning))), IN_NAMES);
        }
        return new DisjunctionMaxQuery(places, OTHERS);
    }

    private static void add(List<Query> places, @Nullable Query query, float weight) {
        if (query != null) {
            places.add(weight == 1 ? query : new BoostQuery(query, weight));
        }
    }

    /// All the names that are asked for, in any order.
    private @Nullable Query author(String name) {
        var terms = analysis.names(name, true);
        if (terms.isEmpty()) {
            return null;
        }
        var all = new BooleanQuery.Builder();
        terms.forEach(term -> all.add(ofPlanet(Fields.AUTHOR, term), Occur.MUST));
        return all.build();
    }

    private Query ofPlanet(String field, String term) {
        return new TermQuery(new Term(field, Fields.of(planet.planet(), term)));
    }

    /// By what the planet calls its subscriptions today.
    private Query feed(String name) {
        var asked = analysis.names(name, true);
        var found = planet.subscriptions().stream()
                .filter(subscription -> isCalled(subscription, name, asked))
                .map(subscription -> new BytesRef(Fields.of(planet.planet(), subscription.id())))
                .toList();
        return found.isEmpty() || asked.isEmpty()
                ? new MatchNoDocsQuery("no such feed")
                : new TermInSetQuery(Fields.FEED, found);
    }

    private boolean isCalled(Subscription subscription, String name, List<String> asked) {
        return subscription.id().equals(name)
                || terms(subscription.name()).containsAll(asked)
                || terms(subscription.id()).containsAll(asked);
    }

    private Set<String> terms(String name) {
        return new HashSet<>(analysis.names(name, false));
    }

    private Query period(Question.Period period) {
        if (period.from() == null && period.before() == null) {
            return MatchAllDocsQuery.INSTANCE;
        }
        long from = period.from() == null ? Long.MIN_VALUE : start(period.from());
        long to = period.before() == null ? Long.MAX_VALUE : start(period.before()) - 1;
        return LongField.newRangeQuery(Fields.AT, from, to);
    }

    private long start(LocalDate day) {
        return day.atStartOfDay(zone()).toInstant().toEpochMilli();
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(planet.timezone());
        } catch (DateTimeException _) {
            return ZoneOffset.UTC;
        }
    }
}
