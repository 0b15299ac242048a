package dev.orrery.fetcher.parse;

import dev.orrery.events.RawEntry.Category;
import dev.orrery.fetcher.parse.xml.Element;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What feeds and entries are filed under.
final class Categories {
    private Categories() {}

    static List<Category> of(Element element) {
        var categories = new ArrayList<Category>();
        categories.addAll(
                Fields.each(element.children("category", "atom:category", "media:category"), Categories::category));
        categories.addAll(keywords(element));
        for (var podcasts : element.children("itunes:category", "googleplay:category")) {
            categories.addAll(Fields.each(List.of(podcasts), Categories::category));
            categories.addAll(
                    Fields.each(podcasts.children("itunes:category", "googleplay:category"), Categories::category));
        }
        categories.addAll(Fields.each(element.children("dc:subject"), Categories::category));
        return Fields.each(categories, category -> category);
    }

    /// Podcasts' own words, with commas between them.
    private static List<Category> keywords(Element element) {
        var keywords = element.textOf("itunes:keywords", "media:keywords");
        return keywords == null
                ? List.of()
                : Fields.each(List.of(keywords.split(",")), keyword -> {
                    var term = Fields.text(keyword);
                    return term == null ? null : new Category(term, null, null);
                });
    }

    private static @Nullable Category category(Element element) {
        var label = Fields.text(element.attribute("label"));
        var term = Fields.text(element.attribute("term"));
        term = term == null ? Fields.text(element.attribute("text")) : term;
        term = term == null ? Fields.text(element.textOrMarkup()) : term;
        var scheme = Fields.text(element.attribute("scheme"));
        scheme = scheme == null ? Fields.text(element.attribute("domain")) : scheme;
        return term == null ? null : new Category(term, scheme, label);
    }
}
