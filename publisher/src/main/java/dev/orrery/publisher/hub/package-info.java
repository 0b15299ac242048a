/// A small WebSub hub (w3.org/TR/websub): tells those who asked of news in a planet's feeds.
///
/// [HubRequests] takes what subscribers ask for and has each verified by [Callbacks]; who is subscribed
/// stands on a topic ([SubscriptionTopic] writes it, [Ledger] knows it, [LedgerReader] fills that);
/// [Delivery] tells those whose partition is this publisher's ([Duties]) of what is new. [Hub] puts them
/// together.
@NullMarked
package dev.orrery.publisher.hub;

import org.jspecify.annotations.NullMarked;
