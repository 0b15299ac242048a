/// Push: feeds whose hub tells us of news (WebSub, https://www.w3.org/TR/websub/). We are the subscriber.
///
/// Read [PushRow] first: the states of a subscription. [Subscriber] brings each from one to the next by asking hubs,
/// [Verifications] answers hubs that ask whether it was us, [Inbox] takes what they deliver and hands it to the same
/// path that polls take. [Subscriptions] remembers, [PushRoutes] is all that hubs see. A hub is never relied upon:
/// every feed is polled all the same, only less often while its hub proves to work.
@NullMarked
package dev.orrery.fetcher.push;

import org.jspecify.annotations.NullMarked;
