/// The enricher: raw entries, planets and verdicts in; entries that readers may see and each planet's placements out,
/// into MongoDB and onto the topics.
///
/// [dev.orrery.enricher.Enricher] puts the parts together. What it does to one entry is in
/// [dev.orrery.enricher.enrich.Enrichment] and [dev.orrery.enricher.sanitize.Sanitizer], what a planet makes of it in
/// [dev.orrery.enricher.place.Placer], all pure; how nothing gets lost is in
/// [dev.orrery.enricher.pipeline.EnricherLoop] and [dev.orrery.enricher.pipeline.Pipeline]; what is stored is in
/// [dev.orrery.enricher.store].
@NullMarked
package dev.orrery.enricher;

import org.jspecify.annotations.NullMarked;
