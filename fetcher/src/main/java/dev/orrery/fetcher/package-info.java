/// The fetcher: polls every feed that a planet carries, once however many planets do, and tells Kafka of every entry
/// that is new or has changed. It promises that none is lost and that servers are treated as a guest treats a house.
///
/// Start reading at [dev.orrery.fetcher.poll.FeedPoller], one poll from start to finish. Planets come from files
/// ([dev.orrery.fetcher.planets]), requests go out in one place ([dev.orrery.fetcher.web]), documents are read in
/// another ([dev.orrery.fetcher.parse]), and what is remembered is in a relational database
/// ([dev.orrery.fetcher.database]). Here it is put together: [Fetcher] starts and stops it all, and knows nothing of
/// Quarkus; [FetcherBeans] does.
@NullMarked
package dev.orrery.fetcher;

import org.jspecify.annotations.NullMarked;
