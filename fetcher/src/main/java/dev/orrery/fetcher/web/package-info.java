/// What leaves the house: the one way out for every request.
///
/// [FeedHttpClient] asks for a feed's document and gives an [Answer]; [AddressGuard] decides which addresses may be
/// connected, and [GuardedSockets] asks it on the address that really is, at the moment of connecting; [Limits] bounds
/// what an answer may cost.
@NullMarked
package dev.orrery.fetcher.web;

import org.jspecify.annotations.NullMarked;
