package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.store.Positions;
import dev.orrery.enricher.store.Stores;

/// A generation of the projection to work into.
///
/// @param generation its number
/// @param positions  how far it is
/// @param pipeline   writes into `stores`
public record Target(long generation, Stores stores, Positions positions, Pipeline pipeline) {}
