/// Pages for people.
///
/// [River] groups posts by day and channel; [PlanetPage] and [SitePages] put what is shown into small records of ready
/// text (`…View`), with dates by [Almanac], words by [Words], pictures by [Face] and long posts folded by [Fold];
/// [Theme] turns those into HTML. Templates decide how things look and never compute anything.
@NullMarked
package dev.orrery.publisher.page;

import org.jspecify.annotations.NullMarked;
