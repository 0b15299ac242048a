/// MongoDB as a projection of the topics: what the enricher writes there and reads back.
///
/// The content is a pure function of the set of records, in whatever order and however often they came. Two rules make
/// it one: of the records of a key the greatest [Revs] stays ([Newest]), and a placement is computed anew from what is
/// stored whenever something it depends on was written. [Guarded] keeps two enrichers from overwriting each other, and
/// [Documents] is all that is asked of a collection. [Groups] say which entries have to look at each other.
@NullMarked
package dev.orrery.enricher.store;

import org.jspecify.annotations.NullMarked;
