/// The publisher: reads MongoDB, listens to Kafka for what changed, and serves pages and feeds. It owns nothing: it can
/// be thrown away and started again, in any number.
///
/// [dev.orrery.publisher.library] reads what a planet shows; [dev.orrery.publisher.page] and
/// [dev.orrery.publisher.feed] render it; [dev.orrery.publisher.serve] keeps renderings until their planet changes and
/// answers requests with them; [dev.orrery.publisher.live] hears of changes; [dev.orrery.publisher.image] gets
/// pictures for readers. Here are only the configuration and the
/// beans that put the rest together.
@NullMarked
package dev.orrery.publisher;

import org.jspecify.annotations.NullMarked;
