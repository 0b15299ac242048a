/// Search: each publisher builds a Lucene index of its own from `orrery.entries` and `orrery.placements`, and may throw
/// it away.
///
/// The way in: [IndexFeeder] reads the topics, [Filing] makes of their records what is [Filed] of an entry,
/// [SearchIndex] keeps it, [Analysis] turns text into terms. The way out: [Searching] takes requests, [QuestionReader]
/// reads what was typed, [Translation] makes Lucene's query of it, [Searcher] asks the index, [Snippets] shows why
/// something was found. Titles, dates and names on a page of results come from the library like on every other page, so
/// the index only says which posts, in which order, and where the words stand.
@NullMarked
package dev.orrery.publisher.search;

import org.jspecify.annotations.NullMarked;
