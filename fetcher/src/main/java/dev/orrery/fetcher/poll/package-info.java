/// Polling: which feed is asked when, and what becomes of the answer.
///
/// Read [FeedPoller] first: one poll from start to finish. Around it: [Polling] keeps polls going, [Claims]
/// hands out hosts so that no two fetchers ask one at once, [PollSchedule] says when a feed is due again by its
/// [Habits], [Moves] what becomes of feeds that move or prove to be one, [Reading] compares a document with
/// what was seen before ([Recognition], [Vanished]) and [Ledger] writes down what comes of it, [FeedStore]
/// remembers, [Announcer] brings records to Kafka.
@NullMarked
package dev.orrery.fetcher.poll;

import org.jspecify.annotations.NullMarked;
