/// What leaves the house: the one way out for every request.
///
/// [OutgoingHttp] is the door. [FeedHttpClient] asks through it for a feed's document and gives an
/// [Answer]; whoever else has to ask somebody uses the door's own methods and gets a [Reply]. A request
/// goes its way, redirect by redirect, as a [Journey]. [dev.orrery.events.guard.AddressGuard] decides which
/// addresses may be connected, and [GuardedSockets] asks it on the address that really is, at the moment of
/// connecting; [Limits], [Room] and [Leash] bound what an answer may cost.
@NullMarked
package dev.orrery.fetcher.web;

import org.jspecify.annotations.NullMarked;
